import type { UserFacingError } from '../errors';
import * as z from '../zod';
import { CHAT_LIMITS, toolName } from './messages';

const short = z.string().max(4_000);
const error = z
  .object({
    code: short,
    title: short,
    detail: short.optional(),
    fix: short.optional(),
    particulars: z.array(short).max(20).readonly().optional(),
  })
  .readonly() satisfies z.ZodType<UserFacingError>;

/**
 * What a language model gives while it answers, in order: pieces of text and whole calls of tools, what it used, and once at the end how it ended or why
 * it failed. The server tells them a line of JSON each.
 */
export const chatEvent = z.union([
  z.object({ type: z.literal('text'), text: z.string().max(CHAT_LIMITS.text) }).readonly(),
  z
    .object({
      type: z.literal('tool-call'),
      id: z.string().min(1).max(200),
      name: toolName,
      arguments: z.string().max(CHAT_LIMITS.text),
    })
    .readonly(),
  z
    .object({
      type: z.literal('usage'),
      /** Tokens, read and written. */
      inputTokens: z.number().int().min(0),
      outputTokens: z.number().int().min(0),
      /** US dollars; null where no price is known. */
      cost: z.number().min(0).nullable(),
    })
    .readonly(),
  z.object({ type: z.literal('finished'), reason: z.enum(['stop', 'length', 'tool-calls', 'refused']) }).readonly(),
  z.object({ type: z.literal('failed'), error }).readonly(),
]);

export type ChatEvent = z.infer<typeof chatEvent>;
export type ChatUsage = Omit<Extract<ChatEvent, { type: 'usage' }>, 'type'>;
