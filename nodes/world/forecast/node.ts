import { defineNode, metrics, port, world, z } from '@/graph';
import { exampleTrainingFields } from '../../train/common/example-fields';

const { samples: _none, average: _steady, ...fields } = exampleTrainingFields;

export const worldForecast = defineNode({
  type: 'world.forecast',
  version: 1,
  phase: 'train',
  title: 'Forecast demand',
  summary: 'Learns from past days how many orders come where and when, and tells the deliveries of the days to come.',
  keywords: ['prediction', 'regression', 'poisson', 'orders', 'demand', 'deliveries', 'time series', 'forecasting'],
  inputs: { world: port(world, { title: 'Deliveries' }) },
  outputs: { world: port(world, { title: 'With a forecast' }), metrics },
  params: z.object({
    days: z.number().int().min(10).max(5_000).default(365).meta({ label: 'Past days', unit: 'days', scale: 'log' }),
    width: z.number().int().min(4).max(512).default(32).meta({ unit: 'numbers', scale: 'log', advanced: true }),
    layers: z.number().int().min(1).max(8).default(2).meta({ advanced: true }),
    ...fields,
    steps: fields.steps.default(600),
    decaySteps: fields.decaySteps.default(600),
  }),
  seeded: true,
  continues: 'steps',
  explain: () => import('./explain'),
  subtitle: ({ days, steps }) => `${days.toLocaleString('en')} days · ${steps.toLocaleString('en')} steps`,
  run: () => import('./run'),
});
