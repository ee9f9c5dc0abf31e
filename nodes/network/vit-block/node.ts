import { defineNode, network, z } from '@/graph';
import { dropoutField, headsField, hiddenField } from '../fields';
import { addVitBlock, rowsStemOf } from '../patch-wiring';
import { headSizes } from '../wiring';

export const vitBlock = defineNode({
  type: 'network.vit-block',
  version: 1,
  phase: 'train',
  title: 'ViT block',
  summary:
    'Every patch of the image looks at every other, then each is worked on by itself: the layer of a vision transformer.',
  keywords: ['vision transformer', 'self-attention', 'encoder', 'layer', 'patches', 'image', 'multi-head'],
  inputs: { network },
  outputs: { network },
  params: z.object({ heads: headsField, hidden: hiddenField, dropout: dropoutField }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ heads }) => `${heads} heads`,
  extend: ({ network: facts }, params, around) => {
    const stem = rowsStemOf(facts, 'network', around);
    if (!stem) return {};
    headSizes(stem.tokenWidth, { ...params, keyValueHeads: null, positions: 'none' }, 'network', around);
    return { network: { ...facts, network: addVitBlock(stem, params).network } };
  },
});
