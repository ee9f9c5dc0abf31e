import { addOperation, defineNode, network, z } from '@/graph';
import { headsField } from '../fields';
import { imageNormField } from '../image-fields';
import { imageStemOf } from '../image-wiring';
import { describeImageAttention } from '../patch-parameters';
import { headSizes } from '../wiring';

export const imageAttention = defineNode({
  type: 'network.image-attention',
  version: 1,
  phase: 'train',
  title: 'Image attention',
  summary: 'Lets every place of an image look at every other, between convolutions, which see only what is near.',
  keywords: ['self-attention', 'non-local', 'sagan', 'cnn', 'convolution', 'critic', 'generator', 'global'],
  inputs: { network },
  outputs: { network },
  params: z.object({
    heads: headsField.default(1).meta({
      unit: 'heads',
    }),
    norm: imageNormField,
    gain: z.boolean().default(true).meta({
      label: 'Begins unheard',
      advanced: true,
    }),
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ heads }) => `${heads} head${heads === 1 ? '' : 's'}`,
  extend: ({ network: facts }, { heads, norm, gain }, around) => {
    const stem = imageStemOf(facts, 'network', around);
    if (!stem) return {};
    const { network: below, height, width, channels } = stem;
    headSizes(channels, { heads, keyValueHeads: null, positions: 'none' }, 'network', around);
    return {
      network: {
        ...facts,
        network: addOperation(below, {
          layer: 'image-attention',
          params: { channels, heads, norm, ...(!gain && { gain }) },
          shape: below.shape,
          ...describeImageAttention({ channels, heads, norm, gain }, height * width),
        }),
      },
    };
  },
});
