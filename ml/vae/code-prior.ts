import { runNetwork } from '../forward';
import { createConstants } from '../layers/constants';
import type { Network } from '../network';
import { createRandom } from '../random';
import { softmax, type Tensor, tensor, tidy } from '../tf';

// Which code comes next, place by place: p(c) = Π p(cₜ | c₁ … cₜ₋₁), a network of all codes before (Bengio et al. 2003), where van den Oord et al. 2017 take a
// PixelCNN. It is given what each code before stands for, zeros for those to come, and a 1 at the place it is asked for.

/** Numbers that a prior is given. */
export const priorInputs = (places: number, width: number): number => places * width + places;

/**
 * What a prior is asked: row by row the entries `[N, places × width]` of an example, of which only those before the place count.
 * Gives `[N, priorInputs]`, plain numbers.
 */
export function priorQuestion(
  entries: ArrayLike<number>,
  asked: ArrayLike<number>,
  places: number,
  width: number,
): Float32Array {
  const size = priorInputs(places, width);
  const question = new Float32Array(asked.length * size);
  for (let row = 0; row < asked.length; row++) {
    const place = asked[row] ?? 0;
    for (let at = 0; at < place * width; at++) question[row * size + at] = entries[row * places * width + at] ?? 0;
    question[row * size + places * width + place] = 1;
  }
  return question;
}

export interface PriorSampling {
  readonly prior: Network;
  readonly weights: Readonly<Record<string, Tensor>>;
  /** `[entries, width]`, plain numbers. */
  readonly codebook: ArrayLike<number>;
  readonly entries: number;
  readonly width: number;
  readonly places: number;
  readonly count: number;
  /** Below 1 keeps to what is likely. */
  readonly temperature?: number;
  readonly seed: number | string;
  readonly breathe?: (() => Promise<void>) | undefined;
}

/** Draws the codes of `count` examples from the prior, one place after the other: `count × places`. Each row has random numbers of its own. */
export async function sampleCodes(options: PriorSampling): Promise<Int32Array> {
  const { prior, weights, codebook, entries, width, places, count, temperature = 1, seed, breathe } = options;
  const randoms = Array.from({ length: count }, (_, row) => createRandom(seed).split(`row ${row}`));
  const codes = new Int32Array(count * places);
  const before = new Float32Array(count * places * width);
  const constants = createConstants();
  try {
    for (let place = 0; place < places; place++) {
      const question = priorQuestion(before, new Int32Array(count).fill(place), places, width);
      const answer = tidy(() => {
        const logits = runNetwork(
          prior,
          weights,
          { input: tensor(question, [count, priorInputs(places, width)]) },
          { constants },
        );
        // A temperature of 0 would divide by it.
        return softmax(logits.div(Math.max(temperature, 1e-3)));
      });
      const probabilities = await answer.data();
      answer.dispose();
      for (let row = 0; row < count; row++) {
        const drawn = draw(probabilities.subarray(row * entries, (row + 1) * entries), randoms[row]?.next() ?? 0);
        codes[row * places + place] = drawn;
        for (let at = 0; at < width; at++)
          before[(row * places + place) * width + at] = codebook[drawn * width + at] ?? 0;
      }
      await breathe?.();
    }
  } finally {
    constants.dispose();
  }
  return codes;
}

/** The first whose share of the sum is passed. */
function draw(probabilities: ArrayLike<number>, uniform: number): number {
  let left = uniform;
  for (let index = 0; index < probabilities.length; index++) {
    left -= probabilities[index] ?? 0;
    if (left < 0) return index;
  }
  return probabilities.length - 1;
}
