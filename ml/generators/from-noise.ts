import { runNetwork } from '../forward';
import { gaussianNoise } from '../functions/noise';
import { labelOf } from '../labels';
import type { Network } from '../network';
import { createRandom } from '../random';
import { mul, type Tensor, tidy } from '../tf';

export interface NoiseSampling {
  /** Takes noise of the shape that it says it takes, and makes an example of it. */
  readonly network: Network;
  readonly weights: Readonly<Record<string, Tensor>>;
  readonly count: number;
  /** One for each, where the network is told the class. */
  readonly labels?: Int32Array;
  /** The deviation of the noise; less than 1 keeps to what is typical. */
  readonly temperature?: number;
  readonly seed: number | string;
}

/** Draws from a network that makes an example of noise at once, as decoders and GANs do: `x = g(T z)`, `z ~ N(0, 1)`, of the class that it is told. The caller disposes of it. */
export function sampleFromNoise({ network, weights, count, labels, temperature = 1, seed }: NoiseSampling): Tensor {
  return tidy(() => {
    const noise = gaussianNoise([count, ...noiseShapeOf(network)], createRandom(seed));
    return runNetwork(network, weights, { input: mul(noise, temperature), ...labelOf(network, labels) });
  });
}

/** The shape of the noise that a generator or decoder takes, without the batch. @throws RangeError for a network over tokens */
export function noiseShapeOf({ examples }: Network): readonly number[] {
  if (!examples) throw new RangeError('A network over tokens makes nothing of noise.');
  return examples.shape;
}
