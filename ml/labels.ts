import type { Network } from './network';
import { type Tensor, tensor1d } from './tf';

/** The classes of items as a network's input, where it is told them, and nothing elsewhere. @throws RangeError where they have none */
export function labelOf(network: Network, labels: Int32Array | undefined): { readonly label?: Tensor } {
  if (!network.examples?.classes) return {};
  if (!labels) throw new RangeError('The network is told the class, and these items have none.');
  return { label: tensor1d(labels, 'int32') };
}

/** `count` classes, each in turn: for samples that show all of them. */
export const labelsInTurn = (count: number, classes: number): Int32Array =>
  Int32Array.from({ length: count }, (_, index) => index % Math.max(1, classes));
