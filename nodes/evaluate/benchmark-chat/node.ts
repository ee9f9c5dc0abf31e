import { defineNode, exam, llm, metrics, port, table, z } from '@/graph';

export const evaluateBenchmarkChat = defineNode({
  type: 'evaluate.benchmark-chat',
  version: 1,
  phase: 'evaluate',
  title: 'Sit the exam in words',
  summary: 'Lets any language model, here or elsewhere, answer the questions of a benchmark in words, and marks them.',
  keywords: [
    'benchmark',
    'exam',
    'llm',
    'gsm8k',
    'mmlu',
    'humaneval',
    'simple-evals',
    'chain of thought',
    'score',
    'endpoint',
  ],
  inputs: {
    llm,
    exam: port(exam, { title: 'Exam' }),
  },
  outputs: {
    metrics,
    results: port(table, { title: 'Question by question' }),
  },
  params: z.object({
    shots: z.number().int().min(0).max(64).default(0).meta({ label: 'Solved examples', unit: 'questions' }),
    questions: z.number().int().min(0).max(200_000).default(0).meta({ label: 'At most', unit: 'questions' }),
    longestAnswer: z.number().int().min(1).max(100_000).default(1_024).meta({ unit: 'tokens', scale: 'log' }),
    exampleSeed: z.number().int().min(0).max(4_294_967_295).default(1_234).meta({
      label: 'Seed of the examples',
      advanced: true,
    }),
    samples: z.number().int().min(1).max(200).default(1).meta({ label: 'Programs a task', advanced: true }),
    concurrency: z.number().int().min(1).max(8).default(4).meta({
      label: 'At once',
      unit: 'questions',
      advanced: true,
    }),
  }),
  continues: 'questions',
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ shots, questions }) =>
    [
      shots === 0 ? 'no examples' : `${shots} examples`,
      ...(questions > 0 ? [`first ${questions.toLocaleString('en')}`] : []),
    ].join(' · '),
  run: () => import('./run'),
});
