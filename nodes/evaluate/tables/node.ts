import { defineNode, metrics, port, table, z } from '@/graph';

export const evaluateTables = defineNode({
  type: 'evaluate.tables',
  version: 1,
  phase: 'evaluate',
  title: 'Compare tables',
  summary:
    'Measures how near a made table comes to a real one: column by column, in how columns go together, in what can be learned from it, and whether rows are copies.',
  keywords: [
    'synthetic',
    'privacy',
    'tstr',
    'kolmogorov',
    'correlation',
    'cramer',
    'fidelity',
    'utility',
    'dcr',
    'score',
  ],
  inputs: {
    made: port(table, { title: 'Made' }),
    real: port(table, { title: 'Real' }),
    training: port(table, {
      title: 'Training',
      optional: true,
    }),
  },
  outputs: { metrics },
  params: z.object({
    target: z.string().max(200).default('').meta({
      label: 'Column to predict',
      placeholder: 'the first that fits',
    }),
    neighbours: z.number().int().min(1).max(50).default(5).meta({
      advanced: true,
    }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ target }) =>
    target.trim() === '' ? 'columns, pairs, predictions, copies' : `predicts ${target.trim()}`,
  run: () => import('./run'),
});
