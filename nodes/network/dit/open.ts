import type { Open, OpenedBlock, z } from '@/graph';
import type { params } from './node';

/** A diffusion transformer as patches, its blocks, and the image put together again. */
export const open: Open<z.infer<typeof params>> = ({ patch, width, depth, heads, hidden }) => [
  { id: 'patchify', type: 'network.patchify', params: { patch, width, positions: 'sinusoidal' } },
  ...Array.from({ length: depth }, (_, block): OpenedBlock => {
    return { id: `block${block}`, type: 'network.dit-block', params: { heads, hidden } };
  }),
  { id: 'unpatchify', type: 'network.unpatchify' },
];
