import type { Network } from '../network';
import { ownParameters } from '../network';
import { createRandom } from '../random';
import type { Tensor } from '../tf';
import { initialDirection, spectralNormalise } from './spectral-norm';

/** Power iterations for each weight at each move. The published code carries a direction on from move to move and does one. */
const ITERATIONS = 6;

/**
 * A network's weights with every matrix and filter over an estimate of its largest singular value (Miyato et al. 2018, section 2.1), so that the network can
 * nowhere grow steep. Biases and the gains of norms are left, and so are tables of classes: they begin at 0, which has no direction. Each iteration begins at
 * a direction that only the weight's name says, and nothing is kept between moves: so a training that is resumed does what an uninterrupted one does. Runs
 * within a `tidy`; gradients reach the weights given.
 */
export function spectralWeights(
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  iterations = ITERATIONS,
): Readonly<Record<string, Tensor>> {
  const normed: Record<string, Tensor> = { ...weights };
  for (const { key } of ownParameters(network)) {
    const weight = weights[key];
    if (!weight || weight.shape.length < 2 || key.endsWith('classes.weight')) continue;
    const direction = initialDirection(createRandom(key), weight.shape.at(-1) ?? 1);
    normed[key] = spectralNormalise(weight, direction, iterations).weight;
  }
  return normed;
}
