import { runNetwork } from '../forward';
import { gaussianNoise } from '../functions/noise';
import { labelOf } from '../labels';
import type { Network } from '../network';
import { createRandom } from '../random';
import { add, concat, mul, sub, type Tensor, tidy, tile } from '../tf';
import { meanStyle, styleParts } from './styles';

export interface NoiseSampling {
  /** Takes noise of the shape that it says it takes, and makes an example of it. */
  readonly network: Network;
  readonly weights: Readonly<Record<string, Tensor>>;
  readonly count: number;
  /** One for each, where the network is told the class. */
  readonly labels?: Int32Array;
  /** The deviation of the noise; less than 1 keeps to what is typical. */
  readonly temperature?: number;
  /** ψ: how far styles may lie from the mean one, where the network has a part that makes styles; 1 leaves them (Karras et al. 2019, appendix B). */
  readonly truncation?: number;
  /** The level of a style decoder, 0 the smallest, from which on all follow one style (Karras et al. 2019, section 3.1); 0 is none. */
  readonly mixing?: number;
  readonly seed: number | string;
  /** What is the same for several draws is drawn by this: the mean style, and the one that all follow. As `seed` unless given. */
  readonly sharedSeed?: number | string;
}

/** Draws from a network that makes an example of noise at once, as decoders and GANs do: `x = g(T z)`, `z ~ N(0, 1)`, of the class that it is told. The caller disposes of it. */
export function sampleFromNoise({
  network,
  weights,
  count,
  labels,
  temperature = 1,
  truncation = 1,
  mixing = 0,
  seed,
  sharedSeed = seed,
}: NoiseSampling): Tensor {
  return tidy(() => {
    const random = createRandom(seed);
    const shape = noiseShapeOf(network);
    const z = gaussianNoise([count, ...shape], random);
    const label = labelOf(network, labels);
    // What a network draws besides, such as the noise of a style decoder, is drawn by the seed too.
    const context = { random: random.split('within') };
    const parts = truncation === 1 && mixing === 0 ? null : styleParts(network, mixing);
    if (!parts) return runNetwork(network, weights, { input: mul(z, temperature), ...label }, context);
    const { mapping, synthesis } = parts;
    const typical = meanStyle(mapping, weights, shape, sharedSeed);
    const styleOf = (noise: Tensor) => {
      const style = runNetwork(mapping, weights, { input: mul(noise, temperature), ...label });
      return add(typical, mul(sub(style, typical), truncation));
    };
    if (mixing === 0) return runNetwork(synthesis, weights, { input: styleOf(z) }, context);
    const one = gaussianNoise([1, ...shape], createRandom(sharedSeed).split('mixed'));
    const shared = tile(one, [count, ...shape.map(() => 1)]);
    return runNetwork(synthesis, weights, { input: concat([styleOf(z), styleOf(shared)], -1) }, context);
  });
}

/** The shape of the noise that a generator or decoder takes, without the batch. @throws RangeError for a network over tokens */
export function noiseShapeOf({ examples }: Network): readonly number[] {
  if (!examples) throw new RangeError('A network over tokens makes nothing of noise.');
  return examples.shape;
}
