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
    examples: port(examples, { title: 'Examples', optional: true }),
  },
  outputs: { path: port(path, { title: 'Way into noise' }) },
  params: z.object({
    noise: z
      .enum(['cosine', 'linear', 'sigmoid'])
      .default('cosine')
      .meta({
        label: 'Noise schedule',
        choices: { cosine: 'cosine', linear: 'linear', sigmoid: 'sigmoid' },
      }),
    timesteps: z.number().int().min(2).max(4_000).default(500).meta({
      label: 'Noise levels',
      unit: 'levels',
      scale: 'log',
    }),
    stops: z.number().int().min(2).max(24).default(9).meta({
      label: 'Looks',
      unit: 'looks',
    }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ noise, timesteps }) => `${noise} · ${timesteps.toLocaleString('en')} levels`,
  run: () => import('./run'),
});
