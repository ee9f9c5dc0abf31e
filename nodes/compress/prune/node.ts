import { defineNode, languageModel, metrics, port, table, z } from '@/graph';

export const pruneModel = defineNode({
  type: 'compress.prune',
  version: 1,
  phase: 'train',
  title: 'Prune',
  summary: 'Sets the smallest weights of a trained model to zero, and tells what that did.',
  keywords: ['sparse', 'sparsity', 'magnitude', 'zeros', 'compress', 'small', 'lottery ticket', 'cut'],
  inputs: { model: languageModel },
  outputs: { model: languageModel, metrics, layers: port(table, { title: 'Layers' }) },
  params: z.object({
    share: z.number().min(0).max(0.99).default(0.3).meta({ label: 'Share of zeros', control: 'slider', step: 0.01 }),
    among: z
      .enum(['global', 'layer'])
      .default('global')
      .meta({ label: 'Smallest of', control: 'segmented', choices: { global: 'All', layer: 'Each layer' } }),
    embeddings: z.boolean().default(false).meta({ label: 'Embeddings too' }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ share, among }) =>
    `${Math.round(100 * share)} % zeros · ${among === 'global' ? 'of all' : 'of each layer'}`,
  extend: ({ model }) => (model ? { model } : {}),
  run: () => import('./run'),
});
