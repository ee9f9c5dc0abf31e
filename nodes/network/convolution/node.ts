import { defineNode, network, z } from '@/graph';
import { bendField, channelsField, imageNormField } from '../image-fields';
import { addTold, convolutionOperation, imageStemOf, requireHalvings } from '../image-wiring';

export const convolution = defineNode({
  type: 'network.convolution',
  version: 1,
  phase: 'train',
  title: 'Convolution',
  summary: 'Looks at every place of an image with the same small filters, and can halve or double its size.',
  keywords: [
    'cnn',
    'conv',
    'transposed convolution',
    'deconvolution',
    'filter',
    'kernel',
    'stride',
    'downsample',
    'upsample',
    'image',
    'feature',
  ],
  inputs: { network },
  outputs: { network },
  params: z.object({
    channels: channelsField,
    kernel: z
      .enum(['1', '3', '5'])
      .default('3')
      .meta({
        label: 'Filter size',
        choices: { '1': '1 × 1', '3': '3 × 3', '5': '5 × 5' },
      }),
    size: z
      .enum(['same', 'half', 'double', 'transposed'])
      .default('same')
      .meta({
        label: 'Size',
        choices: { same: 'stays', half: 'half', double: 'twice', transposed: 'twice, transposed' },
      }),
    norm: imageNormField,
    activation: bendField,
    told: z.boolean().default(true).meta({
      label: 'Told the noise and the class',
      advanced: true,
    }),
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ channels, kernel, size }) =>
    `${channels} × ${kernel} × ${kernel}${{ same: '', half: ' · half the size', double: ' · twice the size', transposed: ' · twice the size, transposed' }[size]}`,
  extend: ({ network: facts }, { channels, kernel, size, norm, activation, told }, around) => {
    const stem = imageStemOf(facts, 'network', around);
    if (!stem) return {};
    const { network: below, height, width, channels: inputs, time, classes } = stem;
    if (size === 'half') requireHalvings(stem, 1, { port: 'network' }, around);
    const heard = told ? { time, classes } : { time: false, classes: 0 };
    const sizes = { height, width, inputs, channels, kernel: Number(kernel), size, norm, activation, ...heard };
    // Without a bend of its own it stands before a norm, and begins at the size that one with a bend does.
    const operation = convolutionOperation(sizes, activation === 'none' ? { gain: Math.SQRT2 } : {});
    return { network: { ...facts, network: addTold(below, heard, operation) } };
  },
});
