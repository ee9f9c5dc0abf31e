import { hashJson } from './hash';
import type { AgentStep } from './kinds';
import * as z from './zod';

/** Characters of what is said in the place of something: as much as a tool may give. */
export const LONGEST_CHANGE = 12_000;
/** Characters of all changes of an agent together. */
export const MOST_CHANGE_CHARACTERS = 60_000;
const MOST_CHANGES = 12;

const change = z.object({
  /** The step that it is of, as it is counted in the trace: from 1 on. */
  step: z.number().int().min(1).max(2_000),
  /** A word of a person before the step, other words and arguments of the model, or another answer of the tool. */
  what: z.enum(['hint', 'said', 'result']),
  text: z.string().max(LONGEST_CHANGE),
  /** Of what was said: the arguments of its call. */
  arguments: z.string().max(LONGEST_CHANGE).optional(),
  /** A hash of the step as it was when it was changed. */
  was: z.string().max(10),
});

/** Something in what an agent did that is to have been otherwise: it goes on from there. */
export type AgentChange = z.infer<typeof change>;

const RANK = { hint: 0, said: 1, result: 2 } as const;

/** The changes of an agent, the earliest step first; none where what is written are none. */
export function readChanges(written: string): readonly AgentChange[] {
  if (written === '') return [];
  try {
    const read = z.array(change).max(MOST_CHANGES).safeParse(JSON.parse(written));
    return read.success ? read.data : [];
  } catch {
    return [];
  }
}

/** One more change: what was changed at that place or behind it is over. Null where it is too much to be kept. */
export function writeChange(written: string, next: AgentChange): string | null {
  const before = readChanges(written).filter(
    ({ step, what }) => step < next.step || (step === next.step && RANK[what] < RANK[next.what]),
  );
  const changes = [...before, next];
  const all = JSON.stringify(changes);
  return changes.length > MOST_CHANGES || all.length > MOST_CHANGE_CHARACTERS ? null : all;
}

/** The name of what an agent does with these changes; empty where nothing is changed. */
export const branchOf = (changes: readonly AgentChange[]): string =>
  changes.length === 0 ? '' : hashJson(changes.map((one) => ({ ...one }))).slice(0, 10);

/** What a step was, in short: what is changed later is told apart from what was meant. */
export const stepHash = ({ thought, call }: AgentStep): string =>
  hashJson([thought, call ? [call.tool, call.arguments, call.result] : null]).slice(0, 10);
