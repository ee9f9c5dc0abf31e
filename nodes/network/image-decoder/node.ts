import { addOperation, defineNode, examples, network, port, z } from '@/graph';
import { type ExampleStem, exampleStemOf } from '../example-wiring';
import { channelsField, halvingsField, imageActivationField, imageNormField } from '../image-fields';
import {
  addLaidOut,
  addTold,
  convolutionOperation,
  imageShapeOf,
  lastConvolution,
  requireHalvings,
} from '../image-wiring';

export const params = z.object({
  channels: channelsField,
  doublings: halvingsField.meta({
    label: 'Doublings',
    unit: 'times',
  }),
  norm: imageNormField,
  activation: imageActivationField,
});

export const imageDecoder = defineNode({
  type: 'network.image-decoder',
  version: 1,
  phase: 'train',
  title: 'Image decoder',
  summary:
    'Makes an image out of a few numbers, small at first and doubled again and again: for decoders and generators.',
  keywords: ['cnn', 'convolution', 'generator', 'gan', 'vae', 'upsample', 'deconvolution', 'dcgan'],
  inputs: {
    network,
    examples: port(examples, {
      title: 'Examples',
      optional: true,
    }),
  },
  outputs: { network },
  params,
  explain: () => import('./explain'),
  opens: () => import('./open'),
  vertical: 'last',
  subtitle: ({ channels, doublings }) => `${channels} channels · doubled ${doublings} ×`,
  extend: ({ network: facts, examples: wanted }, { channels: last, doublings, norm, activation }, around) => {
    const stem = exampleStemOf(facts, 'network', around);
    if (!stem) return {};
    const { height, width, channels: outputs } = imageShapeOf(wanted, facts, around);
    const setting = { param: 'doublings', label: 'Doublings', value: (times: number) => times };
    requireHalvings({ height, width }, doublings, { port: wanted ? 'examples' : 'network', setting }, around);
    const { time, classes } = stem;
    let image = { height: height / 2 ** doublings, width: width / 2 ** doublings, inputs: last * 2 ** doublings };
    let below = begun(stem);
    for (let doubling = doublings - 1; doubling >= 0; doubling--) {
      const channels = last * 2 ** doubling;
      const sizes = { ...image, channels, kernel: 3, size: 'double' as const, norm, activation, time, classes };
      below = addTold(below, stem, convolutionOperation(sizes));
      image = { height: 2 * image.height, width: 2 * image.width, inputs: channels };
    }
    below = addOperation(below, lastConvolution({ height, width, channels: image.inputs }, outputs));
    return { network: { ...facts, network: below, exampleShape: [height, width, outputs] } };

    /** A small image with many channels: by a convolution of one that has its size already, or laid out by a dense layer. */
    function begun(stem: ExampleStem) {
      const [high, wide, given = 1] = stem.shape;
      if (stem.shape.length === 3 && high === image.height && wide === image.width) {
        const sizes = { ...image, inputs: given, channels: image.inputs, kernel: 3, norm, activation, time, classes };
        return addTold(stem.network, stem, convolutionOperation({ ...sizes, size: 'same' }));
      }
      return addLaidOut(stem, { ...image, channels: image.inputs }, activation);
    }
  },
});
