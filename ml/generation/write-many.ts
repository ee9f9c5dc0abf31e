import { cutDistribution, type DecodingRules, drawId, softmaxOf } from '../decoding';
import type { Network } from '../network';
import { createRandom } from '../random';
import type { Tensor } from '../tf';
import type { Hold } from './hold';
import { createPredictor } from './predictor';

/** What to write many answers by. */
export interface WriteManyOptions extends Omit<DecodingRules, 'repetitionPenalty'> {
  readonly network: Network;
  /** As tensors (`uploadWeights`); they stay the caller's. */
  readonly weights: Readonly<Record<string, Tensor>>;
  /** Ids to go on from, of any lengths; each has at least one. */
  readonly prompts: readonly (readonly number[])[];
  /** Of each answer. */
  readonly maximumTokens: number;
  /** An answer ends with one of these, which belongs to it. */
  readonly endIds?: readonly number[];
  /** Ends an answer by what it says, asked after each of its tokens. */
  readonly endsWith?: (ids: readonly number[]) => boolean;
  /** What each answer is drawn by: its text depends on its own seed alone, not on what is written beside it. */
  readonly seeds: readonly string[];
  /** What holds each answer to a form; one without, or with null, is free. An answer that cannot go on ends. */
  readonly holds?: readonly (Hold | null)[];
  readonly context?: number;
  readonly breathe?: () => Promise<void>;
}

/** An answer, without its prompt. */
export interface Answer {
  readonly ids: readonly number[];
  /** Whether it came to its end, rather than being cut at the greatest length. */
  readonly ended: boolean;
}

interface Row {
  readonly index: number;
  readonly ids: number[];
  readonly answer: number[];
  readonly next: () => number;
  ended: boolean;
}

/**
 * Goes on from many prompts at once, with one key/value cache. Rows are of one length at every step: where a prompt is longer than the shortest, its own
 * tokens stand in for drawn ones until it is through. Rows that have ended leave the batch.
 * @throws RangeError for an empty prompt, or a model whose output is not a number
 */
export async function writeMany(options: WriteManyOptions): Promise<Answer[]> {
  const { prompts, seeds, holds, maximumTokens, endIds = [], endsWith, breathe } = options;
  const rows = prompts.map((prompt, index): Row => {
    const random = createRandom(`${seeds[index] ?? index}/sample`);
    return { index, ids: [...prompt], answer: [], next: () => random.next(), ended: false };
  });
  const predictor = createPredictor(options);
  const done = ({ answer, ended }: Row) => ended || answer.length >= maximumTokens;
  try {
    let live = rows.filter((row) => !done(row));
    let parents: number[] | undefined;
    let length = Math.min(...live.map(({ ids }) => ids.length));
    while (live.length > 0) {
      const logits = await predictor.next(
        live.map(({ ids }) => ids.slice(0, length)),
        parents,
      );
      for (const [place, row] of live.entries()) {
        if (row.ids.length > length) continue;
        const uniform = row.next();
        const hold = holds?.[row.index];
        const allowed = hold?.allowed();
        if (allowed === null) {
          row.ended = true;
          continue;
        }
        const id = draw(only(logits[place] ?? new Float32Array(0), allowed), options, uniform);
        row.ids.push(id);
        row.answer.push(id);
        hold?.take(id);
        row.ended = endIds.includes(id) || (endsWith?.(row.answer) ?? false);
      }
      length += 1;
      const going = live.flatMap((row, place) => (done(row) ? [] : [place]));
      // Only where some have ended does the cache have to be put in a new order.
      parents = going.length === live.length ? undefined : going;
      live = going.flatMap((place) => live[place] ?? []);
      await breathe?.();
    }
  } finally {
    predictor.dispose();
  }
  return rows.map(({ answer, ended }) => ({ ids: answer, ended }));
}

/** The logits with all others than these out of reach. */
const only = (logits: Float32Array, allowed: Uint8Array | undefined): Float32Array =>
  allowed ? logits.map((logit, id) => (allowed[id] === 1 ? logit : Number.NEGATIVE_INFINITY)) : logits;

function draw(logits: Float32Array, rules: DecodingRules, uniform: number): number {
  const { temperature = 1 } = rules;
  if (temperature === 0) return logits.indexOf(logits.reduce((most, logit) => Math.max(most, logit)));
  return drawId(cutDistribution(softmaxOf(logits, temperature), rules).probabilities, uniform);
}
