import type { Open, OpenedBlock, z } from '@/graph';
import type { params } from './node';

/** A diffusion transformer as patches, its blocks, each after a look at the caption where one is told, and the image put together again. */
export const open: Open<z.infer<typeof params>> = (
  { patch, width, depth, heads, hidden, captions },
  { network: facts },
) => [
  { id: 'patchify', type: 'network.patchify', params: { patch, width, positions: 'sinusoidal' } },
  ...Array.from({ length: depth }, (_, block): OpenedBlock[] => [
    ...(captions && facts?.network?.examples?.captions
      ? [{ id: `words${block}`, type: 'network.cross-attention', params: { heads } }]
      : []),
    { id: `block${block}`, type: 'network.dit-block', params: { heads, hidden } },
  ]).flat(),
  { id: 'unpatchify', type: 'network.unpatchify' },
];
