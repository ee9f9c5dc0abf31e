import { linear } from '../functions/linear';
import { sumItems } from '../functions/sum-items';
import type { Random } from '../random';
import { add, exp, mul, neg, sub, type Tensor, tensor2d, zerosLike } from '../tf';
import { shiftAndScale } from './coupling';
import type { FlowStep } from './flow';

export interface MaskedAutoregressiveParams {
  /** From `[B, D]` to `[B, 2 D]`, shifts and then raw log-scales, each a function of the numbers before it alone: a stack of `maskedLinear`. */
  readonly conditioner: (x: Tensor) => Tensor;
  readonly limit?: number;
}

/**
 * MAF: each number is shifted and scaled by what those before it say, `y = (x − μ) · exp(−α)` (Papamakarios et al. 2017, eq. 3 – 4). Forward is one pass;
 * the inverse takes as many as there are numbers.
 */
export const maskedAutoregressive: FlowStep<MaskedAutoregressiveParams> = {
  forward(x, { conditioner, limit }) {
    const [shift, logScale] = shiftAndScale(conditioner(x), limit);
    return { y: mul(sub(x, shift), exp(neg(logScale))), logDeterminant: neg(sumItems(logScale)) };
  },
  inverse(y, { conditioner, limit }) {
    let x = zerosLike(y);
    // After pass n the first n numbers are right, and no later one changes them.
    for (let pass = 0; pass < (y.shape.at(-1) ?? 0); pass++) {
      const [shift, logScale] = shiftAndScale(conditioner(x), limit);
      x = add(mul(y, exp(logScale)), shift);
    }
    return x;
  },
};

/** A linear layer some of whose weights are not there: `x [..., in]`, `weight` and `mask` `[in, out]`. */
export const maskedLinear = (x: Tensor, weight: Tensor, mask: Tensor, bias?: Tensor): Tensor =>
  linear(x, mul(weight, mask), bias);

export interface MadeOptions {
  readonly inputs: number;
  /** Of each hidden layer. */
  readonly hidden: readonly number[];
  /** Numbers for each input; all of the first kind come first. */
  readonly outputs: number;
  /** Draws how many inputs each hidden unit sees; without it they are spread evenly. */
  readonly random?: Random;
  /** The last input comes first. */
  readonly reversed?: boolean;
}

/**
 * The masks of a MADE (Germain et al. 2015, eq. 8 – 10), one `[in, out]` for each layer: through all of them, output `d` hangs on inputs before `d` only (after it, where they are `reversed`).
 * With one input there is nothing to hang on, and all is masked.
 */
export function madeMasks({ inputs, hidden, outputs, random, reversed = false }: MadeOptions): Tensor[] {
  const placeOf = (index: number) => (reversed ? inputs - (index % inputs) : (index % inputs) + 1);
  const degrees: number[][] = [Array.from({ length: inputs }, (_, index) => placeOf(index))];
  const largest = Math.max(1, inputs - 1);
  for (const width of hidden) {
    degrees.push(Array.from({ length: width }, (_, unit) => 1 + (random ? random.int(largest) : unit % largest)));
  }
  const last = Array.from({ length: outputs * inputs }, (_, index) => placeOf(index));
  return [...hidden, 0].map((_, layer) => {
    const [from, to] = [degrees[layer] ?? [], degrees[layer + 1] ?? last];
    const isLast = layer === hidden.length;
    const values = from.flatMap((seen) => to.map((degree) => Number(isLast ? degree > seen : degree >= seen)));
    return tensor2d(values, [from.length, to.length]);
  });
}
