import { GenloomError, type Open, type OpenedBlock, type z } from '@/graph';
import type { params } from './node';

/** An MLP as its dense layers. */
export const open: Open<z.infer<typeof params>> = ({ width, layers, activation, residual }, { network: facts }) => {
  // Dense layers share what they are told with all others of their width; an MLP has that for itself.
  const isShared = facts?.network?.operations.some(
    ({ layer, params }) => layer === 'condition' && params.width === width && params.mix === false,
  );
  if (isShared)
    throw new GenloomError({
      code: 'open.mlp-told',
      title:
        'Blocks before this MLP are told the noise or the class in a vector of the same width, which its layers would share.',
      fix: 'Set another width here, or open this MLP before the others.',
    });
  return Array.from({ length: layers }, (_, layer): OpenedBlock => {
    const params = { width, activation, residual: residual && layer > 0 };
    return { id: `dense${layer}`, type: 'network.dense', params };
  });
};
