import { defineNode, exam, languageModel, metrics, port, table, z } from '@/graph';
import { ONLY_FILLS } from '../../generate/text/node';

export const evaluateBenchmark = defineNode({
  type: 'evaluate.benchmark',
  version: 1,
  phase: 'evaluate',
  title: 'Sit the exam',
  summary: 'Lets a language model answer the questions of a benchmark, and marks them by the field’s own rules.',
  keywords: [
    'benchmark',
    'harness',
    'accuracy',
    'acc_norm',
    'few-shot',
    'log-likelihood',
    'multiple choice',
    'score',
    'pass@k',
    'code',
  ],
  inputs: {
    model: languageModel,
    exam: port(exam, { title: 'Exam' }),
  },
  outputs: {
    metrics,
    results: port(table, { title: 'Question by question' }),
  },
  params: z.object({
    shots: z.number().int().min(0).max(64).default(0).meta({
      label: 'Solved examples',
      unit: 'questions',
    }),
    limit: z.number().int().min(0).max(200_000).default(0).meta({
      label: 'At most',
      unit: 'questions',
    }),
    exampleSeed: z.number().int().min(0).max(4_294_967_295).default(1_234).meta({
      label: 'Seed of the examples',
      advanced: true,
    }),
    longestAnswer: z.number().int().min(1).max(4_096).default(256).meta({
      unit: 'tokens',
      advanced: true,
    }),
    samples: z.number().int().min(1).max(200).default(1).meta({
      label: 'Programs a task',
      advanced: true,
    }),
    temperature: z.number().min(0.05).max(2).default(0.2).meta({
      label: 'Temperature of programs',
      advanced: true,
    }),
    batchSize: z.number().int().min(1).max(256).default(16).meta({
      unit: 'texts',
      advanced: true,
    }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ shots, limit }) =>
    [
      shots === 0 ? 'no examples' : `${shots} examples`,
      ...(limit > 0 ? [`first ${limit.toLocaleString('en')}`] : []),
    ].join(' · '),
  extend: ({ model }, _params, { refuse }) => {
    if (model?.objective === 'masked') refuse('model', ONLY_FILLS);
    return {};
  },
  run: () => import('./run'),
});
