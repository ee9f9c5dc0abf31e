import { addOperation, defineNode, network, z } from '@/graph';
import { exampleStemOf } from '../example-wiring';
import { describeFourierFeatures, fourierWidth } from '../parameters';

const FREQUENCIES = {
  octaves: 'each twice as fast as the one before',
  random: 'in random directions',
} as const;

export const fourierFeatures = defineNode({
  type: 'network.fourier-features',
  version: 1,
  phase: 'train',
  title: 'Fourier features',
  summary: 'Puts waves beside coordinates, so that the layers above can learn fine detail and sharp edges.',
  keywords: [
    'positional encoding',
    'nerf',
    'sine',
    'coordinates',
    'implicit',
    'high frequency',
    'spectral bias',
    'points',
  ],
  inputs: { network },
  outputs: { network },
  params: z.object({
    frequencies: z.enum(['octaves', 'random']).default('octaves').meta({ label: 'Waves', choices: FREQUENCIES }),
    bands: z.number().int().min(1).max(256).default(4).meta({ scale: 'log' }),
    scale: z
      .number()
      .min(0.01)
      .max(100)
      .default(1)
      .meta({ label: 'How fast', scale: 'log', when: { param: 'frequencies', is: ['random'] } }),
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ bands, frequencies }) => `${bands} ${frequencies === 'octaves' ? 'bands' : 'random waves'}`,
  extend: ({ network: facts }, { frequencies, bands, scale }, around) => {
    const stem = exampleStemOf(facts, 'network', around);
    if (!stem) return {};
    const { network: below, inputs } = stem;
    // Faster ones than these no float32 tells apart.
    if (frequencies === 'octaves' && bands > 16)
      return around.refuse('network', {
        code: 'network.too-fast',
        title: `Each wave is twice as fast as the one before: of ${bands} the last turns more often than numbers can tell.`,
        fix: 'Set “Bands” to at most 16, or take waves in random directions.',
      });
    const width = fourierWidth(inputs, bands, frequencies);
    if (width > 8_192)
      return around.refuse('network', {
        code: 'network.too-many-waves',
        title: `${inputs.toLocaleString('en')} coordinates would become ${width.toLocaleString('en')} numbers.`,
        fix: 'This is for points of a few coordinates: put it under an “Example input” of points, or use fewer bands.',
      });
    return {
      network: {
        ...facts,
        network: addOperation(below, {
          layer: 'fourier-features',
          params: { inputs, bands, frequencies, scale },
          shape: ['B', width],
          ...describeFourierFeatures(inputs, bands, frequencies),
        }),
      },
    };
  },
});
