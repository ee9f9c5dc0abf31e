import { defineNode, languageModel, metrics, port, table, z } from '@/graph';
import { ONLY_FILLS } from '../../generate/text/node';

export const evaluateExposure = defineNode({
  type: 'evaluate.exposure',
  version: 1,
  phase: 'evaluate',
  title: 'Memorisation',
  summary:
    'Tells which hidden secrets a language model has learned by heart: how far each stands out, and whether it writes it.',
  keywords: ['canary', 'exposure', 'memorisation', 'privacy', 'secret sharer', 'extraction', 'leak', 'membership'],
  inputs: { model: languageModel, canaries: port(table, { title: 'Canaries' }) },
  outputs: { metrics, table: port(table, { title: 'Secret by secret' }) },
  params: z.object({
    candidates: z
      .number()
      .int()
      .min(10)
      .max(100_000)
      .default(1_000)
      .meta({ label: 'Compared with', unit: 'other secrets', scale: 'log' }),
    batchSize: z.number().int().min(1).max(256).default(32).meta({ unit: 'texts', advanced: true }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  extend: ({ model }, _params, { refuse }) => {
    if (model?.objective === 'masked') refuse('model', ONLY_FILLS);
    return {};
  },
  run: () => import('./run'),
});
