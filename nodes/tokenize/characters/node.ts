import { dataset, defineNode, text, tokenizer, z } from '@/graph';

export const characters = defineNode({
  type: 'tokenize.characters',
  version: 1,
  phase: 'prepare',
  title: 'Character tokenizer',
  summary: 'Makes each character of your text a token: the simplest tokenizer there is.',
  keywords: ['char', 'letter', 'alphabet', 'nanogpt', 'vocabulary'],
  inputs: { text: dataset(text) },
  outputs: { tokenizer },
  params: z.object({
    unknown: z
      .enum(['bytes', 'left-out'])
      .default('bytes')
      .meta({
        label: 'A character it never saw',
        choices: { bytes: 'is spelt in bytes', 'left-out': 'is left out' },
      }),
    maximumVocabulary: z.number().int().min(2).max(50_000).default(10_000).meta({
      label: 'At most',
      unit: 'characters',
      scale: 'log',
      advanced: true,
    }),
  }),
  explain: () => import('./explain'),
  extend: (_inputs, _params, { nodeId, symbol }) => ({
    tokenizer: { vocabularySize: symbol('V'), tokenizedBy: `${nodeId}.tokenizer` },
  }),
  run: () => import('./run'),
});
