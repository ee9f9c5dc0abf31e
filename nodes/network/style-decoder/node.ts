import { addOperation, defineNode, examples, network, port, z } from '@/graph';
import { exampleStemOf } from '../example-wiring';
import { channelsField, halvingsField } from '../image-fields';
import { addTold, imageShapeOf, requireHalvings } from '../image-wiring';
import { describeMlp } from '../parameters';
import { describeStyleSynthesis } from '../style-parameters';

export const styleDecoder = defineNode({
  type: 'network.style-decoder',
  version: 1,
  phase: 'train',
  title: 'Style decoder',
  summary: 'Makes an image as StyleGAN does: random numbers become a style, which says at every size what is drawn.',
  keywords: ['stylegan', 'generator', 'gan', 'modulation', 'mapping network', 'truncation', 'style', 'noise'],
  inputs: {
    network,
    examples: port(examples, {
      title: 'Examples',
      optional: true,
    }),
  },
  outputs: { network },
  params: z.object({
    channels: channelsField.default(16),
    doublings: halvingsField.meta({
      label: 'Doublings',
      unit: 'times',
    }),
    style: z.number().int().min(1).max(1_024).default(64).meta({
      label: 'Numbers of a style',
      unit: 'numbers',
      scale: 'log',
    }),
    mapping: z.number().int().min(1).max(16).default(3).meta({
      label: 'Layers to the style',
      unit: 'layers',
      advanced: true,
    }),
    noise: z.boolean().default(true).meta({
      label: 'Noise at each size',
      advanced: true,
    }),
  }),
  explain: () => import('./explain'),
  vertical: 'last',
  subtitle: ({ channels, doublings, style }) => `${channels} channels · doubled ${doublings} × · style of ${style}`,
  extend: ({ network: facts, examples: wanted }, { channels, doublings, style, mapping, noise }, around) => {
    const stem = exampleStemOf(facts, 'network', around);
    if (!stem) return {};
    const image = imageShapeOf(wanted, facts, around);
    const setting = { param: 'doublings', label: 'Doublings', value: (times: number) => times };
    requireHalvings(image, doublings, { port: wanted ? 'examples' : 'network', setting }, around);
    const { inputs, time, classes } = stem;
    const layers = { inputs, width: style, layers: mapping, time, classes, activation: 'leaky-relu', residual: false };
    const styled = addTold(stem.network, stem, {
      layer: 'mlp',
      // Truncation looks for this name.
      params: { ...layers, part: 'mapping' },
      shape: ['B', style],
      ...describeMlp(layers),
    });
    const { height, width, channels: outputs } = image;
    const sizes = { inputs: style, height, width, outputs, channels, doublings, noise };
    const made = addOperation(styled, {
      layer: 'style-synthesis',
      params: { ...sizes, gives: 'example' },
      shape: ['B', height, width, outputs],
      ...describeStyleSynthesis(sizes),
    });
    return { network: { ...facts, network: made, exampleShape: [height, width, outputs] } };
  },
});
