import { type AnyContract, type Catalogue, llm, portOf, type Step } from '@/graph';
import type { Pool, Slot } from './pool';

/** Where steps run: those that compute alone in a worker, light ones a few in one worker, each best where its inputs are. */
export interface Placement {
  isHeavy(step: Step): boolean;
  /** A worker that is free for the step, best the one that holds most of its inputs; null while there is none. */
  slotFor(step: Step, heavy: boolean): Slot | null;
  /** Learns how long a type takes. */
  took(type: string, seconds: number): void;
  /** Seconds that the last step of this type took; unknown for those that go on, since they may have done any part of the work. */
  estimate(type: string): number | undefined;
}

const COMPUTING: ReadonlySet<string> = new Set(['train', 'align', 'generate', 'evaluate']);

/**
 * Whether a node computes with TensorFlow.js, and takes a whole worker: those of four phases, all that talk to a language model, which may be one of the
 * graph, and those that say so. The others never load it.
 */
export const computes = (contract: Pick<AnyContract, 'phase' | 'inputs' | 'computes'>): boolean =>
  COMPUTING.has(contract.phase) || contract.computes === true || asksModel(contract);

/** Whether a node talks to a language model. */
export const asksModel = ({ inputs }: Pick<AnyContract, 'inputs'>): boolean =>
  Object.values(inputs).some((declared) => portOf(declared).kind.name === llm.name);

/** Seconds from which a step of any phase gets a worker to itself. */
const LONG = 1;
/** The worker that gave a language model may have it in memory still: that is worth more than any other input being there. */
const OF_MODEL = 100;
/** Light steps that may wait in one worker, so that it never idles between two of them. */
const PIPELINE = 12;

export function createPlacement(catalogue: Catalogue, pool: Pool): Placement {
  const seconds = new Map<string, number>();
  const weightOf = (type: string, input: string) => {
    const declared = catalogue.get(type)?.inputs[input];
    return declared && portOf(declared).kind.name === llm.name ? OF_MODEL : 1;
  };
  const isHeavy = ({ type, body }: Step) => {
    // Nobody knows what it runs, nor for how long.
    if (body) return true;
    const contract = catalogue.get(type);
    return (contract !== undefined && computes(contract)) || (seconds.get(type) ?? 0) > LONG;
  };
  return {
    isHeavy,
    slotFor(step, heavy) {
      const free = pool.slots.filter(
        (slot) => !slot.stale && (heavy ? slot.running.size === 0 : !slot.heavy && slot.running.size < PIPELINE),
      );
      const holding = (slot: Slot) =>
        Object.entries(step.inputs).reduce(
          (sum, [name, { key, port }]) => sum + (slot.held.has(heldName(key, port)) ? weightOf(step.type, name) : 0),
          0,
        );
      return free.reduce<Slot | null>((best, slot) => {
        if (!best) return slot;
        const gain = holding(slot) - holding(best);
        return gain > 0 || (gain === 0 && slot.running.size < best.running.size) ? slot : best;
      }, null);
    },
    took(type, took) {
      seconds.set(type, took);
    },
    estimate: (type) => (catalogue.get(type)?.continues === undefined ? seconds.get(type) : undefined),
  };
}

/** A value's name in {@link Slot.held}. */
export const heldName = (key: string, port: string): string => `${key}.${port}`;
