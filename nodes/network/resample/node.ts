import { addOperation, defineNode, network, z } from '@/graph';
import { imageStemOf, requireHalvings } from '../image-wiring';

export const resample = defineNode({
  type: 'network.resample',
  version: 1,
  phase: 'train',
  title: 'Resize features',
  summary: 'Halves or doubles the images inside a network, without anything to learn.',
  keywords: [
    'pooling',
    'average pool',
    'upsample',
    'downsample',
    'nearest',
    'pixel shuffle',
    'space to depth',
    'image',
  ],
  inputs: { network },
  outputs: { network },
  params: z.object({
    way: z
      .enum(['half', 'double', 'fold', 'unfold'])
      .default('half')
      .meta({
        label: 'How',
        choices: {
          half: 'half the size, by means',
          double: 'twice the size, pixels repeated',
          fold: 'pixels into channels',
          unfold: 'channels into pixels',
        },
      }),
    factor: z
      .enum(['2', '4'])
      .default('2')
      .meta({
        label: 'Squares',
        choices: { '2': '2 × 2 pixels', '4': '4 × 4 pixels' },
        when: { param: 'way', is: ['fold', 'unfold'] },
      }),
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ way, factor }) =>
    ({
      half: 'half the size',
      double: 'twice the size',
      fold: `${factor} × ${factor} pixels into channels`,
      unfold: `channels into ${factor} × ${factor} pixels`,
    })[way],
  extend: ({ network: facts }, { way, factor: side }, around) => {
    const stem = imageStemOf(facts, 'network', around);
    if (!stem) return {};
    const { network: below, height, width, channels } = stem;
    const factor = way === 'fold' || way === 'unfold' ? Number(side) : 2;
    const isSmaller = way === 'half' || way === 'fold';
    if (isSmaller) requireHalvings(stem, Math.log2(factor), { port: 'network' }, around);
    if (way === 'unfold' && channels % factor ** 2 !== 0)
      around.refuse('network', {
        code: 'resample.channels',
        title: `${channels} channels cannot be laid out as squares of ${factor} × ${factor} pixels.`,
        fix: `Put a convolution of ${factor ** 2 * Math.max(1, Math.round(channels / factor ** 2))} channels before it.`,
      });
    const [high, wide] = [height, width].map((size) => (isSmaller ? size / factor : size * factor));
    const made = { half: channels, double: channels, fold: channels * factor ** 2, unfold: channels / factor ** 2 }[
      way
    ];
    return {
      network: {
        ...facts,
        network: addOperation(below, {
          layer: 'resample',
          params: { way, ...(way === 'fold' || way === 'unfold' ? { factor } : {}) },
          shape: ['B', high ?? 0, wide ?? 0, made],
          parameters: [],
          flops: way === 'half' ? height * width * channels : 0,
        }),
      },
    };
  },
});
