import { defineNode, metrics, port, table, triples, z } from '@/graph';
import { exampleTrainingFields } from '../common/example-fields';

const { samples: _none, average: _steady, ...fields } = exampleTrainingFields;

export const trainLinkPrediction = defineNode({
  type: 'train.link-prediction',
  version: 1,
  phase: 'train',
  title: 'Predict links',
  summary:
    'Learns a vector for each entity and relation of a knowledge graph, and tells which facts are likely missing.',
  keywords: ['transe', 'distmult', 'complex', 'knowledge graph', 'embedding', 'completion', 'mrr', 'hits@k', 'link'],
  inputs: { triples: port(triples, { title: 'Knowledge graph' }) },
  outputs: {
    predicted: port(triples, { title: 'Likely missing' }),
    metrics,
    relations: port(table, { title: 'By relation' }),
  },
  params: z.object({
    scorer: z
      .enum(['transe', 'distmult', 'complex'])
      .default('complex')
      .meta({
        label: 'Scored by',
        control: 'segmented',
        choices: { transe: 'TransE', distmult: 'DistMult', complex: 'ComplEx' },
      }),
    width: z.number().int().min(1).max(256).default(16).meta({ label: 'Half width', unit: 'numbers', scale: 'log' }),
    heldOut: z.number().min(0.02).max(0.5).default(0.1).meta({ label: 'Put aside', control: 'slider', step: 0.01 }),
    predict: z.number().int().min(0).max(1_000).default(30).meta({ label: 'Facts to tell', scale: 'log' }),
    ...fields,
    steps: fields.steps.default(300),
    learningRate: fields.learningRate.default(0.02),
    decaySteps: fields.decaySteps.default(300),
    weightDecay: fields.weightDecay.default(0.5),
    batchSize: fields.batchSize.default(256).meta({ unit: 'facts', scale: 'log' }),
  }),
  seeded: true,
  continues: 'steps',
  explain: () => import('./explain'),
  subtitle: ({ scorer, width }) =>
    `${{ transe: 'TransE', distmult: 'DistMult', complex: 'ComplEx' }[scorer]} · 2 × ${width} numbers`,
  run: () => import('./run'),
});
