import { defineNode, table, trajectories, z } from '@/graph';

export const prepareTimeSeries = defineNode({
  type: 'prepare.time-series',
  version: 1,
  phase: 'prepare',
  title: 'Time series',
  summary: 'Makes runs of a table: each row a moment, each column of numbers something that was measured.',
  keywords: ['trajectories', 'sensor', 'log', 'measurements', 'csv', 'runs', 'signal', 'history'],
  inputs: { table },
  outputs: { trajectories },
  params: z.object({
    time: z.string().max(200).default('time [s]').meta({ label: 'Column of time' }),
    run: z.string().max(200).default('run').meta({ label: 'Column of runs' }),
    controls: z.string().max(2_000).default('').meta({ label: 'Columns set from outside', control: 'words' }),
    parameters: z.string().max(2_000).default('').meta({ label: 'Columns that stay in a run', control: 'words' }),
    timeStep: z
      .number()
      .min(1e-6)
      .max(1e6)
      .default(1)
      .meta({ label: 'Time step without a column', unit: 's', advanced: true }),
  }),
  explain: () => import('./explain'),
  run: () => import('./run'),
});
