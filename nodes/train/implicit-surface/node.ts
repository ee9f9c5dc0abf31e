import { defineNode, implicitSurface, meshes, metrics, port, z } from '@/graph';
import { exampleTrainingFields } from '../common/example-fields';

const { samples: _none, ...fields } = exampleTrainingFields;

const ENCODERS = {
  fourier: 'Fourier features',
  triplane: 'Three planes (triplane)',
  none: 'Bare coordinates',
} as const;

export const trainImplicitSurface = defineNode({
  type: 'train.implicit-surface',
  version: 1,
  phase: 'train',
  title: 'Learn a surface',
  summary:
    'Teaches a network how far the surface of a solid is from any place, so that it knows the solid at every resolution.',
  keywords: [
    'implicit',
    'signed distance',
    'sdf',
    'deepsdf',
    'neural field',
    'nerf',
    'fourier features',
    'positional encoding',
    'triplane',
    '3d',
    'mesh',
  ],
  inputs: { meshes: port(meshes, { title: 'Solids' }) },
  outputs: { surface: port(implicitSurface, { title: 'Learned surface' }), metrics },
  params: z.object({
    encoder: z
      .enum(['fourier', 'triplane', 'none'])
      .default('fourier')
      .meta({ label: 'It sees places by', choices: ENCODERS }),
    bands: z
      .number()
      .int()
      .min(1)
      .max(10)
      .default(4)
      .meta({ when: { param: 'encoder', is: ['fourier'] } }),
    resolution: z
      .number()
      .int()
      .min(4)
      .max(128)
      .default(32)
      .meta({ label: 'Points of a plane each way', when: { param: 'encoder', is: ['triplane'] } }),
    channels: z
      .number()
      .int()
      .min(1)
      .max(64)
      .default(8)
      .meta({ label: 'Numbers at each point', when: { param: 'encoder', is: ['triplane'] } }),
    solids: z.number().int().min(1).max(64).default(1).meta({ label: 'Solids' }),
    width: z.number().int().min(4).max(512).default(64).meta({ unit: 'numbers', scale: 'log', advanced: true }),
    layers: z.number().int().min(1).max(8).default(3).meta({ advanced: true }),
    cells: z
      .number()
      .int()
      .min(16)
      .max(96)
      .default(64)
      .meta({ label: 'Distances are told at', unit: 'cells each way', advanced: true }),
    reach: z.number().min(0.02).max(0.5).default(0.1).meta({ label: 'Distances up to', scale: 'log', advanced: true }),
    ...fields,
    steps: fields.steps.default(500),
    batchSize: fields.batchSize.default(1_024).meta({ unit: 'places', scale: 'log' }),
    learningRate: fields.learningRate.default(0.005),
    minimumLearningRate: fields.minimumLearningRate.default(1e-5),
    decaySteps: fields.decaySteps.default(500),
    average: fields.average.default(0.98),
  }),
  seeded: true,
  continues: 'steps',
  explain: () => import('./explain'),
  subtitle: ({ encoder, bands, steps }) =>
    `${encoder === 'fourier' ? `${bands} bands` : encoder === 'triplane' ? 'three planes' : 'bare coordinates'} · ${steps.toLocaleString('en')} steps`,
  run: () => import('./run'),
});
