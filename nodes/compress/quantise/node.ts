import { defineNode, languageModel, metrics, port, table, z } from '@/graph';

export const quantiseModel = defineNode({
  type: 'compress.quantise',
  version: 1,
  phase: 'train',
  title: 'Quantise',
  summary: 'Writes the weights of a trained model in 8 or 4 bits instead of 32, and tells what that costs.',
  keywords: ['int8', 'int4', 'quantise', 'quantize', 'compress', 'small', 'bits', 'size', 'ptq', 'shrink'],
  inputs: { model: languageModel },
  outputs: { model: languageModel, metrics, layers: port(table, { title: 'Layers' }) },
  params: z.object({
    bits: z
      .enum(['8', '4'])
      .default('8')
      .meta({ control: 'segmented', choices: { 8: '8 bits', 4: '4 bits' } }),
    scales: z
      .enum(['channel', 'group'])
      .default('group')
      .meta({ control: 'segmented', choices: { channel: 'Per channel', group: 'Per group' } }),
    groupSize: z
      .number()
      .int()
      .min(8)
      .max(1_024)
      .default(64)
      .meta({ unit: 'numbers', scale: 'log', when: { param: 'scales', is: ['group'] } }),
    embeddings: z.boolean().default(true).meta({ label: 'Embeddings too' }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ bits, scales, groupSize }) =>
    `${bits} bits · ${scales === 'group' ? `groups of ${groupSize}` : 'per channel'}`,
  extend: ({ model }) => (model ? { model } : {}),
  advise: (_inputs, { bits, scales }) =>
    bits === '4' && scales === 'channel'
      ? [
          {
            code: 'quantise.coarse',
            title: '4 bits per channel are coarse: one large weight makes all others of its channel rough.',
            fix: 'Use a scale for each group.',
            set: { param: 'scales', value: 'group' },
          },
        ]
      : [],
  run: () => import('./run'),
});
