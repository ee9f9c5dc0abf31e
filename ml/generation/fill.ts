import { bestIds, softmaxOf } from '../decoding';
import { forward } from '../forward';
import { readOnce } from '../functions/read';
import { createConstants } from '../layers/constants';
import { contextLength, type Network } from '../network';
import { keep, type Tensor, tensor1d, tensor2d, tidy } from '../tf';
import { rowsOf } from './predictor';

/** What to fill, and how. */
export interface FillOptions {
  readonly network: Network;
  /** As tensors (`uploadWeights`); they stay the caller's. */
  readonly weights: Readonly<Record<string, Tensor>>;
  /** A text, with `maskId` in its gaps. */
  readonly ids: readonly number[];
  readonly maskId: number;
  /** Ids that the model has seen before and after every text; it is shown them around each look. */
  readonly around?: { readonly begin: readonly number[]; readonly end: readonly number[] };
  /** One gap at a time, each in sight of those that were filled before; or all from the first look alone. */
  readonly order: 'surest-first' | 'at-once';
  /** The most tokens it sees at once; usually the length of the blocks it was trained on. */
  readonly context?: number;
  /** How many candidates each gap shows; 10 if not said. */
  readonly candidates?: number;
  /** Lets messages through; awaited after each look. */
  readonly breathe?: () => Promise<void>;
}

/** One gap that was filled. */
export interface FilledGap {
  readonly place: number;
  readonly id: number;
  readonly probability: number;
  /** The likeliest tokens in order, the chosen one first. */
  readonly candidates: readonly { readonly id: number; readonly probability: number }[];
  /** The text as it is now. */
  readonly ids: readonly number[];
}

/**
 * Fills the gaps of a text with a masked language model: at each look the gap that it is surest of gets its likeliest
 * token, which the next look sees (Ghazvininejad et al. 2019, Mask-Predict, with as many looks as gaps, so that none has
 * to be opened again). Returns the ids without gaps. The mask itself is never chosen.
 * @throws RangeError when the model's output is not a number
 */
export async function* fillGaps(options: FillOptions): AsyncGenerator<FilledGap, readonly number[]> {
  const { maskId, order, candidates = 10, breathe } = options;
  const ids = [...options.ids];
  let open = ids.flatMap((id, place) => (id === maskId ? [place] : []));
  const constants = createConstants();
  try {
    while (open.length > 0) {
      const rows = await lookAt(options, ids, open, constants);
      const guesses = open.map((place, gap) => guess(place, rows[gap] ?? new Float32Array(0), maskId, candidates));
      const sure = [...guesses].sort((a, b) => b.probability - a.probability);
      const filled = order === 'surest-first' ? sure.slice(0, 1) : sure;
      for (const one of filled) {
        ids[one.place] = one.id;
        yield { ...one, ids: [...ids] };
      }
      open = open.filter((place) => ids[place] === maskId);
      await breathe?.();
    }
    return ids;
  } finally {
    constants.dispose();
  }
}

/** Runs `fillGaps` to its end. */
export async function fillAll(options: FillOptions): Promise<readonly number[]> {
  const gaps = fillGaps(options);
  for (;;) {
    const { done, value } = await gaps.next();
    if (done) return value;
  }
}

function guess(place: number, logits: Float32Array, maskId: number, count: number) {
  const possible = logits.map((logit, id) => (id === maskId ? Number.NEGATIVE_INFINITY : logit));
  const probabilities = softmaxOf(possible);
  const candidates = bestIds(probabilities, count).map((id) => ({ id, probability: probabilities[id] ?? 0 }));
  return { place, id: candidates[0]?.id ?? 0, probability: candidates[0]?.probability ?? 0, candidates };
}

/** Logits of each open gap. In a text that is longer than the model sees, each gap is seen with as much on its left as on its right. */
async function lookAt(
  {
    network,
    weights,
    context = Number.POSITIVE_INFINITY,
    around: { begin, end } = { begin: [], end: [] },
  }: FillOptions,
  ids: readonly number[],
  open: readonly number[],
  constants: ReturnType<typeof createConstants>,
): Promise<Float32Array[]> {
  const room = Math.min(context, contextLength(network)) - begin.length - end.length;
  const length = Math.min(Math.max(1, room), ids.length);
  const row = begin.length + length + end.length;
  const startOf = (place: number) => Math.min(Math.max(0, place - Math.floor(length / 2)), ids.length - length);
  const starts = [...new Set(open.map(startOf))];
  const places = open.map((place) => starts.indexOf(startOf(place)) * row + begin.length + place - startOf(place));
  const logits = tidy(() =>
    keep(
      forward(
        network,
        weights,
        tensor2d(
          starts.map((start) => [...begin, ...ids.slice(start, start + length), ...end]),
          undefined,
          'int32',
        ),
        { constants, places: tensor1d(places, 'int32') },
      ),
    ),
  );
  return rowsOf(await readOnce(logits), open.length);
}
