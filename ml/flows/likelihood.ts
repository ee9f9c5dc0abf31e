import { sumItems } from '../functions/sum-items';
import type { Random } from '../random';
import { add, div, log, mean, mul, neg, type Scalar, sigmoid, softplus, square, sub, type Tensor } from '../tf';
import type { BoundStep, Flowed } from './flow';

/** `log N(z; 0, 1)` of each item `[B, ...]`, in nats: `[B]`. */
export const standardNormalLogDensity = (z: Tensor): Tensor =>
  sumItems(mul(-0.5, add(square(z), Math.log(2 * Math.PI))));

/** The log-density of each item, in nats, `[B]`: that of where it flows to, and how much room there was on the way (Dinh et al. 2017, eq. 2 – 3). */
export const logLikelihood = ({ y, logDeterminant }: Flowed): Tensor =>
  add(standardNormalLogDensity(y), logDeterminant);

/** What a flow minimises: the mean negative log-density of a batch, in nats an item. */
export const flowLoss = (flow: BoundStep, x: Tensor): Scalar => neg(mean(logLikelihood(flow.forward(x)))).asScalar();

/** Rounding to 32 bits may reach 1. */
const BELOW_1 = 1 - 2 ** -24;

/**
 * Numbers 0 … 1 that come in so many even steps, such as pixels, as densities can have them: each somewhere within an interval of its own, all in [0, 1)
 * (Theis et al. 2016, section 3.1). The mean log-density of such draws is a lower bound on the log-probability of the steps. Takes and gives plain numbers.
 */
export const dequantise = (values: Float32Array, levels: number, random: Random): Float32Array =>
  values.map((value) => Math.min((Math.round(value * (levels - 1)) + random.next()) / levels, BELOW_1));

/** Bits for each number of an item of `size` numbers, of which the density is of `dequantise`d ones. Takes and gives plain numbers: `nats` an item. */
export const bitsPerDimension = (nats: number, size: number, levels: number): number =>
  -nats / (size * Math.LN2) + Math.log2(levels);

/** As small as it is, the shades of black within their interval are spread as widely as all others together, and a flow finds them at once. */
const MARGIN = 1e-6;

/**
 * Numbers of [0, 1) drawn out over all numbers, so that no flow has to learn where they end: `logit(α + (1 − 2α) x)` (Dinh et al. 2017, section 4.1), α as
 * Papamakarios et al. 2017 have it for MNIST.
 */
export const logitStep: BoundStep = {
  forward(x) {
    const inside = add(mul(x, 1 - 2 * MARGIN), MARGIN);
    const y = sub(log(inside), log(sub(1, inside)));
    // log dy/dx = log (1 − 2α) − log p − log (1 − p), where log p = −softplus(−y)
    const stretched = add(add(softplus(y), softplus(neg(y))), Math.log(1 - 2 * MARGIN));
    return { y, logDeterminant: sumItems(stretched) };
  },
  inverse: (y) => div(sub(sigmoid(y), MARGIN), 1 - 2 * MARGIN),
};
