import type { Open, OpenedBlock, z } from '@/graph';
import type { params } from './node';

/** An encoder as its convolutions, and the dense layer that gathers what they found. */
export const open: Open<z.infer<typeof params>> = ({ channels, halvings, grid, width, norm, activation }) => [
  ...Array.from({ length: halvings }, (_, halving): OpenedBlock => {
    const params = { channels: channels * 2 ** halving, kernel: '3', size: 'half', norm, activation };
    return { id: `half${halving}`, type: 'network.convolution', params };
  }),
  ...(grid ? [] : [{ id: 'dense', type: 'network.mlp', params: { width, layers: 1, activation, residual: false } }]),
];
