import { runNetwork } from '../forward';
import { gaussianNoise } from '../functions/noise';
import { labelOf, labelsInTurn } from '../labels';
import type { Network } from '../network';
import { createRandom } from '../random';
import { add, mean, mul, sub, type Tensor, tidy } from '../tf';

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
  readonly seed: number | string;
}

/** Draws from a network that makes an example of noise at once, as decoders and GANs do: `x = g(T z)`, `z ~ N(0, 1)`, of the class that it is told. The caller disposes of it. */
export function sampleFromNoise({
  network,
  weights,
  count,
  labels,
  temperature = 1,
  truncation = 1,
  seed,
}: NoiseSampling): Tensor {
  return tidy(() => {
    const random = createRandom(seed);
    const z = gaussianNoise([count, ...noiseShapeOf(network)], random);
    const inputs = { input: mul(z, temperature), ...labelOf(network, labels) };
    const parts = truncation === 1 ? null : styleParts(network);
    // What a network draws besides, such as the noise of a style decoder, is drawn by the seed too.
    const context = { random: random.split('within') };
    if (!parts) return runNetwork(network, weights, inputs, context);
    const style = runNetwork(parts.mapping, weights, inputs);
    const typical = meanStyle({ mapping: parts.mapping, weights, seed });
    return runNetwork(parts.synthesis, weights, { input: add(typical, mul(sub(style, typical), truncation)) }, context);
  });
}

/** The shape of the noise that a generator or decoder takes, without the batch. @throws RangeError for a network over tokens */
export function noiseShapeOf({ examples }: Network): readonly number[] {
  if (!examples) throw new RangeError('A network over tokens makes nothing of noise.');
  return examples.shape;
}

/** A style decoder in two: what makes styles of noise, and what makes examples of styles. Null for other networks. */
function styleParts(network: Network): { readonly mapping: Network; readonly synthesis: Network } | null {
  const at = network.operations.findIndex(({ params }) => params.part === 'mapping');
  const last = network.operations[at];
  if (!last) return null;
  const rest = network.operations.slice(at + 1).map((operation) => ({
    ...operation,
    inputs: operation.inputs.map((id) => (id === last.id ? 'input' : id)),
  }));
  return {
    mapping: { ...network, operations: network.operations.slice(0, at + 1), output: last.id },
    synthesis: { ...network, operations: rest },
  };
}

/** Styles that the mean is taken of. */
const STYLES = 2_000;

/** The mean style, over all classes where there are some. */
function meanStyle({ mapping, weights, seed }: { mapping: Network } & Pick<NoiseSampling, 'weights' | 'seed'>): Tensor {
  const z = gaussianNoise([STYLES, ...noiseShapeOf(mapping)], createRandom(seed).split('styles'));
  const labels = labelOf(mapping, labelsInTurn(STYLES, mapping.examples?.classes ?? 0));
  return mean(runNetwork(mapping, weights, { input: z, ...labels }), 0, true);
}
