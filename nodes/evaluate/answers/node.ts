import { answers, dataset, defineNode, metrics, port, text, z } from '@/graph';

export const compareAnswers = defineNode({
  type: 'evaluate.answers',
  version: 1,
  phase: 'evaluate',
  title: 'Compare with references',
  summary: 'Measures how near written answers come to those that would be right, by the measures of the field.',
  keywords: ['bleu', 'chrf', 'rouge', 'exact match', 'f1', 'edit distance', 'levenshtein', 'wer', 'cer', 'squad'],
  inputs: {
    answers: port(answers, { title: 'Answers' }),
    references: port(dataset(text), {
      title: 'References',
      optional: true,
    }),
  },
  outputs: { metrics },
  params: z.object({
    stemmer: z.boolean().default(false).meta({
      label: 'Stems of words',
    }),
  }),
  explain: () => import('./explain'),
  run: () => import('./run'),
});
