import { dataset, defineNode, text, tokenizer, z } from '@/graph';

export const learnBpe = defineNode({
  type: 'tokenize.learn-bpe',
  version: 1,
  phase: 'prepare',
  title: 'Learn BPE tokenizer',
  summary: 'Learns the most useful pieces of words from your text by merging what often stands together.',
  keywords: ['byte pair encoding', 'gpt-2', 'subword', 'vocabulary', 'byte-level'],
  inputs: { text: dataset(text) },
  outputs: { tokenizer },
  params: z.object({
    vocabularySize: z.number().int().min(257).max(50_000).default(1_024).meta({
      unit: 'tokens',
      scale: 'log',
    }),
    minimumFrequency: z.number().int().min(1).max(1_000).default(2).meta({
      label: 'Merge pairs seen at least',
      unit: 'times',
      scale: 'log',
      advanced: true,
    }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ vocabularySize }) => `up to ${vocabularySize.toLocaleString('en')} tokens`,
  // A short text may fill less of the vocabulary; a run uses the size that was learned.
  extend: (_inputs, { vocabularySize }, { nodeId }) => ({
    tokenizer: { vocabularySize, tokenizedBy: `${nodeId}.tokenizer` },
  }),
  run: () => import('./run'),
});
