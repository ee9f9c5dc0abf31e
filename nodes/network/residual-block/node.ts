import { addOperation, defineNode, network, z } from '@/graph';
import { channelsField, imageNormField } from '../image-fields';
import { describeResidualBlock } from '../image-parameters';
import { imageStemOf } from '../image-wiring';
import { withCondition } from '../patch-wiring';

export const residualBlock = defineNode({
  type: 'network.residual-block',
  version: 1,
  phase: 'train',
  title: 'Residual block',
  summary: 'Two convolutions beside a way around them: what a U-Net and a ResNet are stacked from.',
  keywords: ['resnet', 'skip connection', 'shortcut', 'u-net', 'ddpm', 'denoiser', 'convolution', 'image'],
  inputs: { network },
  outputs: { network },
  params: z.object({
    channels: channelsField,
    norm: imageNormField,
    told: z.number().int().min(4).max(2_048).default(128).meta({
      label: 'Width of what is told',
      unit: 'numbers',
      scale: 'log',
      advanced: true,
    }),
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ channels }) => `${channels} channels`,
  extend: ({ network: facts }, { channels, norm, told: width }, around) => {
    const stem = imageStemOf(facts, 'network', around);
    if (!stem) return {};
    const told = withCondition(stem.network, stem, width, { mix: false });
    const below = told?.network ?? stem.network;
    const sizes = { inputs: stem.channels, channels, norm, toldWidth: told ? width : 0 };
    return {
      network: {
        ...facts,
        network: addOperation(below, {
          layer: 'residual-block',
          params: sizes,
          inputs: [below.output, ...(told ? [told.condition] : [])],
          shape: ['B', stem.height, stem.width, channels],
          ...describeResidualBlock(sizes, stem.height * stem.width),
        }),
      },
    };
  },
});
