import { defineNode, examples, path, port, z } from '@/graph';

export const seeNoiseSchedule = defineNode({
  type: 'see.noise-schedule',
  version: 1,
  phase: 'prepare',
  title: 'Noise schedule',
  summary:
    'Shows how fast a diffusion model’s noise drowns an example: the curves of a schedule, and examples on the way.',
  keywords: ['alpha bar', 'beta', 'snr', 'signal to noise', 'cosine', 'linear', 'sigmoid', 'diffusion', 'forward'],
  inputs: {
    examples: port(examples, { title: 'Examples', optional: true, help: 'Those that are drowned; the first few.' }),
  },
  outputs: { path: port(path, { title: 'Way into noise' }) },
  params: z.object({
    noise: z
      .enum(['cosine', 'linear', 'sigmoid'])
      .default('cosine')
      .meta({
        label: 'Noise schedule',
        choices: { cosine: 'cosine', linear: 'linear', sigmoid: 'sigmoid' },
        help: 'The same choice as in “Train diffusion”. The others are drawn beside it, to compare.',
      }),
    timesteps: z.number().int().min(2).max(4_000).default(500).meta({
      label: 'Noise levels',
      unit: 'levels',
      scale: 'log',
      help: 'Into how many levels the way is cut, as in “Train diffusion”.',
    }),
    stops: z.number().int().min(2).max(24).default(9).meta({
      label: 'Looks',
      unit: 'looks',
      help: 'At how many levels, evenly spaced, examples are shown.',
    }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ noise, timesteps }) => `${noise} · ${timesteps.toLocaleString('en')} levels`,
  run: () => import('./run'),
});
