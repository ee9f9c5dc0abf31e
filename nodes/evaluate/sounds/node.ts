import { audio, defineNode, metrics, port, z } from '@/graph';

export const evaluateSounds = defineNode({
  type: 'evaluate.sounds',
  version: 1,
  phase: 'evaluate',
  title: 'Spectra apart',
  summary: 'Tells how far sounds are from real ones in their spectra, in decibels: copy by copy, or class by class.',
  keywords: ['audio', 'log-spectral distance', 'LSD', 'spectral convergence', 'vocoder', 'quality', 'mel', 'LTAS'],
  inputs: {
    made: port(audio, { title: 'Made' }),
    real: port(audio, { title: 'Real' }),
  },
  outputs: { metrics },
  params: z.object({
    compares: z
      .enum(['pairs', 'classes'])
      .default('classes')
      .meta({
        label: 'Compares',
        control: 'segmented',
        choices: { pairs: 'Each with its own', classes: 'Classes on average' },
      }),
    equallyLoud: z.boolean().default(true).meta({ label: 'Equally loud' }),
    window: z.number().min(4).max(500).default(64).meta({ unit: 'ms', advanced: true }),
    mels: z.number().int().min(4).max(128).default(40).meta({ label: 'Mel bands', advanced: true }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ compares }) => (compares === 'pairs' ? 'each with its own' : 'classes on average'),
  run: () => import('./run'),
});
