import { addOperation, defineNode, network, z } from '@/graph';
import { bendField, channelNormField } from '../image-fields';
import { describeImageNorm } from '../image-parameters';
import { imageStemOf } from '../image-wiring';

export const imageNorm = defineNode({
  type: 'network.image-norm',
  version: 1,
  phase: 'train',
  title: 'Image norm',
  summary: 'Brings the channels of each image to an even size, so that deep networks over images stay trainable.',
  keywords: ['group norm', 'instance norm', 'layer norm', 'batch norm', 'normalise', 'style', 'scale', 'image'],
  inputs: { network },
  outputs: { network },
  params: z.object({ norm: channelNormField, activation: bendField.default('none') }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ norm, activation }) =>
    `${norm} norm${activation === 'none' ? '' : ` · ${{ silu: 'SiLU', relu: 'ReLU', 'leaky-relu': 'leaky ReLU', tanh: 'tanh' }[activation]}`}`,
  extend: ({ network: facts }, { norm, activation }, around) => {
    const stem = imageStemOf(facts, 'network', around);
    if (!stem) return {};
    const { network: below, channels, height, width } = stem;
    return {
      network: {
        ...facts,
        network: addOperation(below, {
          layer: 'image-norm',
          params: { channels, norm, activation },
          shape: below.shape,
          ...describeImageNorm(channels, height * width, activation, norm),
        }),
      },
    };
  },
});
