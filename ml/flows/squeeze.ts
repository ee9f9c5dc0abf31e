import { sumItems } from '../functions/sum-items';
import { add, concat, exp, mul, neg, reshape, sub, type Tensor, transpose } from '../tf';
import { type Conditioner, shiftAndScale, splitAt } from './coupling';
import type { NestingStep } from './flow';

/** Puts each square of 2 × 2 places on top of each other: `[B, H, W, C]` gives `[B, H/2, W/2, 4C]` (Dinh et al. 2017, section 3.6). Volume stays. */
export function squeeze(x: Tensor): Tensor {
  const [batch = 1, height = 0, width = 0, channels = 0] = x.shape;
  if (x.rank !== 4 || height % 2 || width % 2)
    throw new RangeError(`${height} × ${width} places make no squares of 2 × 2.`);
  // The two pixels of a square that lie side by side already follow one another.
  const squares = transpose(reshape(x, [(batch * height) / 2, 2, width / 2, 2 * channels]), [0, 2, 1, 3]);
  return reshape(squares, [batch, height / 2, width / 2, 4 * channels]);
}

/** Undoes `squeeze`. */
export function unsqueeze(y: Tensor): Tensor {
  const [batch = 1, height = 0, width = 0, channels = 0] = y.shape;
  const rows = transpose(reshape(y, [batch * height, width, 2, channels / 2]), [0, 2, 1, 3]);
  return reshape(rows, [batch, height * 2, width * 2, channels / 4]);
}

/** Half of the channels go on through the flow, and half to the base distribution as they are (Dinh et al. 2017, section 3.6). */
export function factorOut(x: Tensor): { on: Tensor; out: Tensor } {
  const [on, out] = splitAt(x, Math.ceil((x.shape.at(-1) ?? 0) / 2));
  return { on, out };
}

/** Undoes `factorOut`. */
export const factorIn = (on: Tensor, out: Tensor): Tensor => concat([on, out], -1);

/** The steps after it work on squeezed images; what they make of them lies again where it came from. */
export const squeezing: NestingStep = {
  enter: squeeze,
  around: (rest) => ({
    forward(x) {
      const { y, logDeterminant } = rest.forward(squeeze(x));
      return { y: unsqueeze(y), logDeterminant };
    },
    inverse: (y) => unsqueeze(rest.inverse(squeeze(y))),
  }),
};

export interface FactoringOutParams {
  /** From the half that goes on to the shifts and raw log-scales of the other, as of an affine coupling. */
  readonly conditioner: Conditioner;
  readonly limit?: number;
}

/**
 * The steps after it are given half of the channels. The others are taken for draws of a Gaussian whose mean and deviation the first half tells, as Glow's
 * published code has it: less the one and over the other, they are standard normal, and done.
 */
export const factoringOut = ({ conditioner, limit }: FactoringOutParams): NestingStep => ({
  enter: (x) => factorOut(x).on,
  around: (rest) => ({
    forward(x) {
      const { on, out } = factorOut(x);
      const [mean, logDeviation] = shiftAndScale(conditioner(on), limit);
      const { y, logDeterminant } = rest.forward(on);
      return {
        y: factorIn(y, mul(sub(out, mean), exp(neg(logDeviation)))),
        logDeterminant: sub(logDeterminant, sumItems(logDeviation)),
      };
    },
    inverse(y) {
      const { on: further, out: noise } = factorOut(y);
      const on = rest.inverse(further);
      const [mean, logDeviation] = shiftAndScale(conditioner(on), limit);
      return factorIn(on, add(mul(noise, exp(logDeviation)), mean));
    },
  }),
});
