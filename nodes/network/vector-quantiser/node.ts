import { addOperation, defineNode, type Network, network, z } from '@/graph';
import { type ExampleStem, exampleStemOf } from '../example-wiring';
import { convolutionOperation } from '../image-wiring';
import { describeCodebook, describeExampleHead } from '../parameters';

export const vectorQuantiser = defineNode({
  type: 'network.vector-quantiser',
  version: 1,
  phase: 'train',
  title: 'Vector quantiser',
  summary: 'Ends an encoder in codes: each place of what comes in is written as the nearest of a few learned entries.',
  keywords: ['vq-vae', 'codebook', 'discrete', 'codes', 'quantise', 'quantize', 'latent', 'tokens', 'encoder'],
  inputs: { network },
  outputs: { network },
  params: z.object({
    entries: z.number().int().min(2).max(8_192).default(64).meta({
      label: 'Entries of the codebook',
      unit: 'entries',
      scale: 'log',
    }),
    width: z.number().int().min(2).max(1_024).default(16).meta({
      label: 'Numbers in each',
      unit: 'numbers',
      scale: 'log',
    }),
    codes: z.number().int().min(1).max(1_024).default(4).meta({
      label: 'Codes for an example',
      unit: 'codes',
    }),
  }),
  explain: () => import('./explain'),
  vertical: 'last',
  subtitle: ({ entries, width }) => `${entries.toLocaleString('en')} entries of ${width} numbers`,
  extend: ({ network: facts }, { entries, width, codes }, around) => {
    const stem = exampleStemOf(facts, 'network', around);
    if (!stem) return {};
    if (stem.time || stem.classes > 0)
      around.refuse('network', {
        code: 'quantiser.told',
        title: 'This network is told more than the example, which the encoder of a VQ-VAE is not.',
        fix: 'Turn off “Told how noisy it is” and “Told the class” in its “Example input”.',
      });
    const below = broughtTo(stem, width, codes);
    const places = below.shape.slice(1, -1).reduce<number>((product, size) => product * Number(size), 1);
    return {
      network: {
        ...facts,
        network: addOperation(below, {
          layer: 'vector-quantiser',
          params: { entries, width, gives: 'codes' },
          shape: below.shape,
          ...describeCodebook(entries, width, places),
        }),
      },
    };
  },
});

/** The network with one layer more, which gives as many numbers at each place as an entry has: of images a filter of one pixel. */
function broughtTo({ network: below, shape, inputs }: ExampleStem, width: number, codes: number): Network {
  const [height = 0, across = 0, channels = 0] = shape;
  if (shape.length !== 3) {
    const sizes = [codes, width];
    const params = { inputs, shape: sizes, scale: 1 };
    return addOperation(below, {
      layer: 'example-head',
      params,
      shape: ['B', ...sizes],
      ...describeExampleHead(inputs, sizes),
    });
  }
  return addOperation(
    below,
    convolutionOperation({
      height,
      width: across,
      inputs: channels,
      channels: width,
      kernel: 1,
      size: 'same',
      norm: 'none',
      activation: 'none',
      time: false,
      classes: 0,
    }),
  );
}
