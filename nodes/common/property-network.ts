import { addOperation, emptyExampleNetwork, type Network } from '@/graph';
import { ATOM_FEATURES, BONDS, rowWidth } from '@/ml/molecules/graphs';
import { describeMessagePassing } from '../network/parameters';
import { withMlp } from './mlp-network';

/** Message passing over atoms and bonds, and an MLP that makes one number of what was read: `[B, atoms, …] → [B, 1]`. */
export function propertyNetwork({
  atoms,
  width,
  rounds,
}: Readonly<Record<'atoms' | 'width' | 'rounds', number>>): Network {
  const params = { nodes: atoms, features: ATOM_FEATURES, edges: BONDS.length, width, rounds };
  const read = addOperation(emptyExampleNetwork({ shape: [atoms, rowWidth(atoms)], time: false, classes: 0 }), {
    layer: 'message-passing',
    params,
    shape: ['B', width],
    ...describeMessagePassing(params),
  });
  return withMlp(read, width, 1, { width, layers: 1, scale: 0.1, gives: 'score' });
}
