import type { Network } from '../network';
import { type Tensor, tensor1d } from '../tf';

/** The classes of items, where a network is told them. @throws RangeError where they have none */
export function labelOf(network: Network, labels: Int32Array | undefined): { readonly label?: Tensor } {
  if (!network.examples?.classes) return {};
  if (!labels) throw new RangeError('The network is told the class, and these items have none.');
  return { label: tensor1d(labels, 'int32') };
}
