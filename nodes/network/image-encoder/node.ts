import { defineNode, network, z } from '@/graph';
import { channelsField, halvingsField, imageActivationField, imageNormField } from '../image-fields';
import { addTold, convolutionOperation, imageStemOf, requireHalvings } from '../image-wiring';
import { describeMlp } from '../parameters';

export const params = z.object({
  channels: channelsField,
  halvings: halvingsField,
  grid: z.boolean().default(false).meta({
    label: 'Keep the grid',
  }),
  width: z
    .number()
    .int()
    .min(1)
    .max(8_192)
    .default(128)
    .meta({
      label: 'Numbers at the end',
      unit: 'numbers',
      scale: 'log',
      when: { param: 'grid', is: [false] },
    }),
  norm: imageNormField,
  activation: imageActivationField,
});

export const imageEncoder = defineNode({
  type: 'network.image-encoder',
  version: 1,
  phase: 'train',
  title: 'Image encoder',
  summary: 'Convolutions that halve an image again and again, down to a row of numbers: for encoders and critics.',
  keywords: ['cnn', 'convolution', 'discriminator', 'critic', 'vae', 'downsample', 'features', 'dcgan'],
  inputs: { network },
  outputs: { network },
  params,
  explain: () => import('./explain'),
  opens: () => import('./open'),
  vertical: 'between',
  subtitle: ({ channels, halvings, width, grid }) =>
    `${channels} channels · halved ${halvings} × · ${grid ? 'keeps the grid' : `${width} numbers`}`,
  extend: ({ network: facts }, { channels: first, halvings, grid, width: outputs, norm, activation }, around) => {
    const stem = imageStemOf(facts, 'network', around);
    if (!stem) return {};
    const setting = { param: 'halvings', label: 'Halvings', value: (times: number) => times };
    requireHalvings(stem, halvings, { port: 'network', setting }, around);
    const { time, classes } = stem;
    let below = stem.network;
    let image = { height: stem.height, width: stem.width, inputs: stem.channels };
    for (let halving = 0; halving < halvings; halving++) {
      const channels = first * 2 ** halving;
      const sizes = { ...image, channels, kernel: 3, size: 'half' as const, norm, activation, time, classes };
      below = addTold(below, stem, convolutionOperation(sizes));
      image = { height: image.height / 2, width: image.width / 2, inputs: channels };
    }
    if (grid) return { network: { ...facts, network: below } };
    const inputs = image.height * image.width * image.inputs;
    const params = { inputs, width: outputs, layers: 1, activation, residual: false, time, classes };
    const dense = { layer: 'mlp', params, shape: ['B', outputs], ...describeMlp(params) };
    return { network: { ...facts, network: addTold(below, stem, dense) } };
  },
});
