import { defineNode, network, z } from '@/graph';
import { headsField, hiddenField } from '../fields';
import { addDitBlock, patchStemOf } from '../patch-wiring';
import { headSizes } from '../wiring';

export const ditBlock = defineNode({
  type: 'network.dit-block',
  version: 1,
  phase: 'train',
  title: 'DiT block',
  summary:
    'A block of a diffusion transformer: patches look at each other, steered by how noisy the image is, and by its class or caption.',
  keywords: ['diffusion transformer', 'adaln', 'adaln-zero', 'denoiser', 'self-attention', 'patches', 'modulation'],
  inputs: { network },
  outputs: { network },
  params: z.object({ heads: headsField, hidden: hiddenField }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ heads }) => `${heads} heads`,
  extend: ({ network: facts }, params, around) => {
    const stem = patchStemOf(facts, 'network', around);
    if (!stem) return {};
    headSizes(stem.tokenWidth, { ...params, keyValueHeads: null, positions: 'none' }, 'network', around);
    return { network: { ...facts, network: addDitBlock(stem, params, 'network', around).network } };
  },
});
