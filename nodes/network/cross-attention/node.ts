import { defineNode, network, z } from '@/graph';
import { addCrossAttention } from '../caption-wiring';
import { exampleStemOf } from '../example-wiring';
import { headsField } from '../fields';

export const crossAttention = defineNode({
  type: 'network.cross-attention',
  version: 1,
  phase: 'train',
  title: 'Cross-attention',
  summary: 'Lets every place of an image, or every patch, look at the words of the caption that the network is told.',
  keywords: ['caption', 'text to image', 'prompt', 'words', 'conditioning', 'stable diffusion', 'attention'],
  inputs: { network },
  outputs: { network },
  params: z.object({ heads: headsField }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ heads }) => `${heads} head${heads === 1 ? '' : 's'}`,
  extend: ({ network: facts }, params, around) => {
    const stem = exampleStemOf(facts, 'network', around);
    return stem ? { network: { ...facts, network: addCrossAttention(stem, params, 'network', around) } } : {};
  },
});
