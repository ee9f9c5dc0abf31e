import { runNetwork } from '../forward';
import { gaussianNoise } from '../functions/noise';
import { labelOf, labelsInTurn } from '../labels';
import type { Network } from '../network';
import { createRandom } from '../random';
import { mean, type Tensor } from '../tf';

/** A style decoder in two: what makes styles of noise, and what makes examples of styles. */
export interface StyleParts {
  readonly mapping: Network;
  readonly synthesis: Network;
}

/** The parts of a style decoder, and null for other networks. With a `crossover` the synthesis takes two styles beside each other, the second from that level on. */
export function styleParts(network: Network, crossover: number): StyleParts | null {
  const at = network.operations.findIndex(({ params }) => params.part === 'mapping');
  const last = network.operations[at];
  if (!last) return null;
  const rest = network.operations.slice(at + 1).map((operation) => ({
    ...operation,
    params: { ...operation.params, crossover },
    inputs: operation.inputs.map((id) => (id === last.id ? 'input' : id)),
  }));
  return {
    mapping: { ...network, operations: network.operations.slice(0, at + 1), output: last.id },
    synthesis: { ...network, operations: rest },
  };
}

/** Styles that the mean is taken of. */
const STYLES = 2_000;

/** The mean style `[1, width]`, over all classes where there are some. */
export function meanStyle(
  mapping: Network,
  weights: Readonly<Record<string, Tensor>>,
  noiseShape: readonly number[],
  seed: number | string,
): Tensor {
  const z = gaussianNoise([STYLES, ...noiseShape], createRandom(seed).split('styles'));
  const labels = labelOf(mapping, labelsInTurn(STYLES, mapping.examples?.classes ?? 0));
  return mean(runNetwork(mapping, weights, { input: z, ...labels }), 0, true);
}
