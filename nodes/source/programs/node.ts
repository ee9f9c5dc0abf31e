import { dataset, defineNode, exam, port, text, z } from '@/graph';

export const sourcePrograms = defineNode({
  type: 'source.programs',
  version: 1,
  phase: 'prepare',
  title: 'Programs',
  summary:
    'Small functions in JavaScript with their tasks in words, to learn from, and others with tests, to be asked.',
  keywords: ['code', 'javascript', 'functions', 'tests', 'pass@k', 'synthesis', 'humaneval', 'exam', 'data'],
  inputs: {},
  outputs: { text: dataset(text), exam: port(exam, { title: 'Exam' }) },
  params: z.object({
    count: z
      .number()
      .int()
      .min(1)
      .max(100_000)
      .default(8_000)
      .meta({ label: 'To learn from', unit: 'programs', scale: 'log' }),
    asked: z.number().int().min(1).max(2_000).default(100).meta({ label: 'To be asked', unit: 'programs' }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ count, asked }) => `${count.toLocaleString('en')} · ${asked.toLocaleString('en')} asked`,
  run: () => import('./run'),
});
