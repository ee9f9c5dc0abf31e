import { defineNode, emptyExampleNetwork, network, z } from '@/graph';

export const noiseInput = defineNode({
  type: 'network.noise-input',
  version: 1,
  phase: 'train',
  title: 'Noise input',
  summary: 'Where a generator or a decoder begins: a few random numbers, from which it makes an example.',
  keywords: ['latent', 'z', 'generator', 'decoder', 'random', 'begin', 'code'],
  inputs: {},
  outputs: { network },
  params: z.object({
    width: z.number().int().min(1).max(4_096).default(8).meta({
      unit: 'numbers',
      scale: 'log',
      help: 'How many numbers an example is made from: the size of the latent space. Simple data needs few.',
    }),
    grid: z.number().int().min(1).max(256).nullable().default(null).meta({
      label: 'Grid',
      unit: 'places each way',
      help: 'So many numbers for each place of a small image, from which “Image decoder” goes on. Empty: one row of numbers for the whole.',
    }),
  }),
  explain: () => import('./explain'),
  vertical: 'between',
  subtitle: ({ width, grid }) =>
    `${grid === null ? '' : `${grid} × ${grid} × `}${width} number${width === 1 && grid === null ? '' : 's'}`,
  extend: (_inputs, { width, grid }) => ({
    network: {
      network: emptyExampleNetwork({
        shape: grid === null ? [width] : [grid, grid, width],
        time: false,
        classes: 0,
      }),
    },
  }),
});
