import { defineNode, metrics, port, table, triples, z } from '@/graph';

export const evaluateTriples = defineNode({
  type: 'evaluate.triples',
  version: 1,
  phase: 'evaluate',
  title: 'Compare facts',
  summary:
    'Holds facts that were read or guessed against those that are right: how many are right, and how many were found.',
  keywords: ['precision', 'recall', 'f1', 'knowledge graph', 'information extraction', 'relation', 'micro', 'score'],
  inputs: { made: port(triples, { title: 'Found' }), right: port(triples, { title: 'Right' }) },
  outputs: { metrics, relations: port(table, { title: 'By relation' }) },
  params: z.object({
    by: z
      .enum(['text', 'graph'])
      .default('text')
      .meta({ label: 'Counted', control: 'segmented', choices: { text: 'text by text', graph: 'once in all' } }),
    types: z.boolean().default(true).meta({ label: 'Types must be right too' }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ by }) => (by === 'text' ? 'text by text' : 'once in all'),
  run: () => import('./run'),
});
