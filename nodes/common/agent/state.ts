import {
  type AgentStep,
  type ChatMessage,
  chatMessage,
  type ImagesView,
  type RememberedFacts,
  type RunContext,
  userText,
  z,
} from '@/graph';
import { remembered, type Summary } from './memory';

/** Something that was said to the model beside what tools gave, and where it stands among the messages. */
export interface Asked {
  readonly at: number;
  readonly what: 'plan' | 'item' | 'replan' | 'sum' | 'verdict' | 'hint';
}

/** What an agent has done, as its checkpoint keeps it: enough to go on from without asking or paying for anything twice. */
export interface AgentState {
  /** From the task on, without instructions. */
  readonly messages: readonly ChatMessage[];
  readonly steps: readonly AgentStep[];
  /** Of each step, how many messages stand before it. */
  readonly starts: readonly number[];
  readonly asked: readonly Asked[];
  /** Older turns in short. */
  readonly summary?: Summary | undefined;
}

const images = z.object({
  view: z.literal('images'),
  width: z.number(),
  height: z.number(),
  channels: z.union([z.literal(1), z.literal(3)]),
  count: z.number(),
  pixels: z.string(),
  captions: z.array(z.string()).optional(),
}) satisfies z.ZodType<Omit<ImagesView, 'captions'>>;

const step = z.object({
  thought: z.string(),
  part: z.enum(['plan', 'replan', 'verdict', 'summary']).optional(),
  item: z.number().optional(),
  further: z.literal(true).optional(),
  hint: z.string().optional(),
  changed: z.enum(['said', 'result']).optional(),
  call: z
    .object({
      tool: z.string(),
      arguments: z.string(),
      result: z.string(),
      pictures: images.optional(),
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
  starts: z.array(z.number()),
  asked: z.array(
    z.object({ at: z.number(), what: z.enum(['plan', 'item', 'replan', 'sum', 'verdict', 'hint']) }).readonly(),
  ),
  summary: z.object({ upTo: z.number(), text: z.string() }).optional(),
});
const branches = z.array(z.tuple([z.string().max(10), state]));

/** What it did, by the changes that it goes on from; the original under an empty name, the newest last. */
export type Branches = ReadonlyMap<string, AgentState>;

/** So many changed ones are kept; the oldest give way, and the original never. */
const MOST_BRANCHES = 6;

/** What was done before a cancel, a reload or a wait. */
export async function branchesKept({ checkpoint }: Pick<RunContext, 'checkpoint'>): Promise<Branches> {
  const found = branches.safeParse((await checkpoint.load())?.state);
  return new Map(found.success ? found.data : []);
}

/** All that is kept, with what one branch came to. As plain data. */
export function withBranch(kept: Branches, name: string, now: AgentState): readonly (readonly [string, AgentState])[] {
  const others = [...kept].filter(([other]) => other !== name && other !== '').slice(1 - MOST_BRANCHES);
  const original = name === '' ? undefined : kept.get('');
  return [...(original ? [['', original] as const] : []), ...others, [name, now]];
}

export const begun = (task: string): AgentState => ({ messages: [userText(task)], steps: [], starts: [], asked: [] });

/** What its steps used together. */
export function usedBy({ steps }: Pick<AgentState, 'steps'>) {
  const sum = (of: (step: AgentStep) => number) => steps.reduce((all, one) => all + of(one), 0);
  return {
    /** How often a model was asked. */
    asks: steps.filter(({ further, changed }) => !further && changed !== 'said').length,
    tokens: sum(({ tokens }) => tokens),
    dollars: sum(({ cost }) => cost ?? 0),
    seconds: sum(({ seconds }) => seconds),
  };
}

/** The facts that it remembered on the way. */
export const factsOf = ({ steps }: Pick<AgentState, 'steps'>, from: RememberedFacts = {}): RememberedFacts =>
  steps.reduce((facts, { call }) => (call && !call.failed ? remembered(call, facts) : facts), from);
