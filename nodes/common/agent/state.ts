import { type AgentStep, type ChatMessage, chatMessage, type RunContext, z } from '@/graph';
import type { Facts } from './memory';

/** What an agent has done, as its checkpoint keeps it: enough to go on from without asking or paying for anything twice. */
export interface AgentState {
  /** From the task on, without instructions. */
  readonly messages: readonly ChatMessage[];
  readonly steps: readonly AgentStep[];
  readonly facts: Facts;
  readonly used: { readonly tokens: number; readonly dollars: number; readonly seconds: number };
}

const step = z.object({
  thought: z.string(),
  call: z
    .object({
      tool: z.string(),
      arguments: z.string(),
      result: z.string(),
      failed: z.boolean().optional(),
      decided: z.enum(['approved', 'refused']).optional(),
    })
    .optional(),
  seconds: z.number(),
  tokens: z.number(),
  cost: z.number().nullable(),
});
const state = z.object({
  messages: z.array(chatMessage),
  steps: z.array(step),
  facts: z.record(z.string(), z.string()),
  used: z.object({ tokens: z.number(), dollars: z.number(), seconds: z.number() }),
});

/** What was done before a cancel, a reload or a wait; null where nothing was. */
export async function stateKept({ checkpoint }: Pick<RunContext, 'checkpoint'>): Promise<AgentState | null> {
  const found = state.safeParse((await checkpoint.load())?.state);
  return found.success ? found.data : null;
}
