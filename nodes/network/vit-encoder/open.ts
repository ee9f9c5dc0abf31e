import type { Open, OpenedBlock, z } from '@/graph';
import type { params } from './node';

/** A vision transformer as patches, its blocks, and the mean of what they found. */
export const open: Open<z.infer<typeof params>> = ({
  patch,
  width,
  positions,
  overlap,
  depth,
  heads,
  hidden,
  dropout,
}) => [
  { id: 'patchify', type: 'network.patchify', params: { patch, width, positions, overlap } },
  ...Array.from({ length: depth }, (_, block): OpenedBlock => {
    return { id: `block${block}`, type: 'network.vit-block', params: { heads, hidden, dropout } };
  }),
  { id: 'mean', type: 'network.patch-mean' },
];
