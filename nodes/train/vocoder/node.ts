import { audio, defineNode, metrics, port, spectrogramCodec, vocoder, z } from '@/graph';
import { exampleTrainingFields } from '../common/example-fields';

const { samples: _none, ...fields } = exampleTrainingFields;

export const trainVocoder = defineNode({
  type: 'train.vocoder',
  version: 1,
  phase: 'train',
  title: 'Train vocoder',
  summary: 'Teaches a small network to make sounds of spectrograms, from sounds alone: each is its own answer.',
  keywords: ['audio', 'vocos', 'istftnet', 'waveform', 'phase', 'spectrogram', 'synthesis', 'speech', 'griffin-lim'],
  inputs: {
    sounds: port(audio, { title: 'Sounds' }),
    codec: port(spectrogramCodec, { title: 'Way back' }),
    validation: port(audio, { title: 'Validation', optional: true }),
  },
  outputs: { vocoder, metrics },
  params: z.object({
    width: z.number().int().min(8).max(1_024).default(96).meta({ unit: 'numbers', scale: 'log', advanced: true }),
    blocks: z.number().int().min(1).max(12).default(3).meta({ advanced: true }),
    ...fields,
    steps: fields.steps.default(300),
    batchSize: fields.batchSize.default(8),
    learningRate: fields.learningRate.default(0.002),
    decaySteps: fields.decaySteps.default(300),
    average: fields.average.default(0.99),
  }),
  seeded: true,
  continues: 'steps',
  explain: () => import('./explain'),
  subtitle: ({ blocks, width, steps }) => `${blocks} blocks · ${width} wide · ${steps.toLocaleString('en')} steps`,
  run: () => import('./run'),
});
