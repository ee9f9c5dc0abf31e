import { dataset, defineNode, text, tokenizer, z } from '@/graph';

export const learnUnigram = defineNode({
  type: 'tokenize.learn-unigram',
  version: 1,
  phase: 'prepare',
  title: 'Learn unigram tokenizer',
  summary: 'Starts with many pieces of words and drops, round by round, those that the text misses least.',
  keywords: ['sentencepiece', 'subword', 'em', 'viterbi', 'vocabulary', 'llama', 't5'],
  inputs: { text: dataset(text) },
  outputs: { tokenizer },
  params: z.object({
    vocabularySize: z.number().int().min(260).max(32_000).default(1_024).meta({
      unit: 'tokens',
      scale: 'log',
    }),
    maximumPieceLength: z.number().int().min(2).max(32).default(16).meta({
      label: 'Longest piece',
      unit: 'characters',
      advanced: true,
    }),
    shrinkingFactor: z.number().min(0.5).max(0.95).default(0.75).meta({
      label: 'Kept in each round',
      control: 'slider',
      step: 0.01,
      advanced: true,
    }),
    iterations: z.number().int().min(1).max(10).default(2).meta({
      label: 'EM steps per round',
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
