import { bestIds, type CutBy } from '../decoding';

/**
 * Why a token could not come: a rule of sampling cut it, `greedy` decoding takes only the likeliest, or its text was less
 * likely as a whole than those that the `beams` followed.
 */
export type RuledOutBy = CutBy | 'greedy' | 'beams';

/** One token that could have come next. */
export interface Candidate {
  readonly id: number;
  /** After temperature and repetition penalty, before anything was cut. */
  readonly probability: number;
  /** Whether it could be drawn. */
  readonly kept: boolean;
  /** What ruled it out; absent when it was kept, and only then. */
  readonly cutBy?: RuledOutBy;
}

/** One step of writing: what could have come, and what came. */
export interface SampleStep {
  readonly index: number;
  readonly id: number;
  /** Of the chosen token, before anything was cut. */
  readonly probability: number;
  /** The most likely tokens in order; the chosen one stands last where it is not among them. */
  readonly candidates: readonly Candidate[];
  /** All ids written so far, without the prompt; with beam search those of the best beam of the moment. */
  readonly ids: readonly number[];
}

/** Why writing ended: enough tokens, a stop string, an end token, or the caller's wish. */
export type EndOfText = 'length' | 'stop' | 'end' | 'cancel';

/** What was written, without the prompt. */
export interface Generated {
  readonly ids: readonly number[];
  readonly ended: EndOfText;
}

/** The likeliest candidates of a distribution and the chosen one; `ruledOutBy` says why a token could not come, if it could not. */
export function candidatesOf(
  full: Float32Array,
  ruledOutBy: (id: number) => RuledOutBy | undefined,
  chosen: number,
  count: number,
): Candidate[] {
  const shown = bestIds(full, count);
  if (!shown.includes(chosen)) shown.push(chosen);
  return shown.map((id) => {
    const cutBy = ruledOutBy(id);
    return { id, probability: full[id] ?? 0, kept: cutBy === undefined, ...(cutBy && { cutBy }) };
  });
}

/** Whether writing ends with these ids: at an end token, or when their text holds one of the stop strings. */
export function endingOf(
  ids: readonly number[],
  {
    endIds,
    stop,
    decode,
  }: { endIds?: readonly number[]; stop?: readonly string[]; decode?: (ids: readonly number[]) => string },
): 'end' | 'stop' | undefined {
  const last = ids.at(-1);
  if (last !== undefined && endIds?.includes(last)) return 'end';
  if (!stop || stop.length === 0) return undefined;
  if (!decode) throw new TypeError('Stop strings need `decode`, to know the text of ids.');
  const text = decode(ids);
  return stop.some((ending) => ending.length > 0 && text.includes(ending)) ? 'stop' : undefined;
}
