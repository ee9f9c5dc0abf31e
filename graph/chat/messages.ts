import { type Json, jsonSchema } from '../json';
import * as z from '../zod';

/** Sizes beyond which a chat is refused before anybody reads it. */
export const CHAT_LIMITS = {
  messages: 2_000,
  parts: 40,
  /** Characters of one text. */
  text: 2_000_000,
  /** Characters of one picture, in base64: 8 MB. */
  image: 11_000_000,
  tools: 128,
  toolCalls: 64,
  stops: 16,
  tokens: 1_000_000,
} as const;

const text = z.string().max(CHAT_LIMITS.text);
const callId = z.string().min(1).max(200);
/** A tool’s name, as all providers take it. */
export const toolName = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

const part = z.union([
  z.object({ type: z.literal('text'), text }).readonly(),
  z
    .object({
      type: z.literal('image'),
      mediaType: z.enum(['image/png', 'image/jpeg', 'image/webp', 'image/gif']),
      /** The file’s bytes in base64. */
      data: z.string().max(CHAT_LIMITS.image),
    })
    .readonly(),
]);

const toolCall = z
  .object({
    id: callId,
    name: toolName,
    /** As the model wrote them: JSON, if it kept to the rules. Whoever runs the tool reads them by its schema. */
    arguments: text,
  })
  .readonly();

/** One thing that was said in a chat. */
export const chatMessage = z.union([
  z.object({ role: z.literal('system'), content: text }).readonly(),
  z.object({ role: z.literal('user'), content: z.array(part).min(1).max(CHAT_LIMITS.parts).readonly() }).readonly(),
  z
    .object({
      role: z.literal('assistant'),
      content: text,
      toolCalls: z.array(toolCall).max(CHAT_LIMITS.toolCalls).readonly().optional(),
    })
    .readonly(),
  /** What a tool gave back to the call of that id. */
  z.object({ role: z.literal('tool'), toolCallId: callId, content: text, failed: z.boolean().optional() }).readonly(),
]);

const tool = z
  .object({
    name: toolName,
    description: z.string().max(4_000),
    /** JSON Schema of an object: the tool’s arguments. */
    parameters: z.record(z.string(), jsonSchema).readonly(),
  })
  .readonly();

/** What a language model is asked, wherever it comes from: the same for models trained here, models in the browser and outside services. */
export const chatRequest = z
  .object({
    messages: z.array(chatMessage).min(1).max(CHAT_LIMITS.messages).readonly(),
    tools: z.array(tool).max(CHAT_LIMITS.tools).readonly().optional(),
    /** `required`: it has to call a tool. Left out, it may choose. */
    toolChoice: z.enum(['auto', 'required', 'none']).optional(),
    /** What it writes has to be JSON of this schema. */
    output: z
      .object({ name: toolName, schema: z.record(z.string(), jsonSchema).readonly() })
      .readonly()
      .optional(),
    /** Tokens that it may write at most. */
    maxTokens: z.number().int().min(1).max(CHAT_LIMITS.tokens),
    /** Left out, the provider’s own. */
    temperature: z.number().min(0).max(2).optional(),
    topP: z.number().min(0).max(1).optional(),
    seed: z.number().int().optional(),
    stop: z.array(z.string().min(1).max(200)).max(CHAT_LIMITS.stops).readonly().optional(),
  })
  .readonly();

export type ChatPart = z.infer<typeof part>;
export type ToolCall = z.infer<typeof toolCall>;
export type ChatMessage = z.infer<typeof chatMessage>;
export type ChatTool = z.infer<typeof tool>;
export type ChatRequest = z.infer<typeof chatRequest>;
export type JsonSchema = { readonly [key: string]: Json };

/** A user’s message of text alone. */
export const userText = (content: string): ChatMessage => ({
  role: 'user',
  content: [{ type: 'text', text: content }],
});

/** What of a message people read; pictures are left away. */
export const messageText = ({ content }: ChatMessage): string =>
  typeof content === 'string' ? content : content.flatMap((one) => (one.type === 'text' ? [one.text] : [])).join('\n');
