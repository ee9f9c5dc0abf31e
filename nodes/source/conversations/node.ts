import { conversations, defineNode, fileRef, z } from '@/graph';

export const sourceConversations = defineNode({
  type: 'source.conversations',
  version: 1,
  phase: 'prepare',
  title: 'Conversations',
  summary: 'Questions and answers to teach a model to follow instructions: from a file, or made on your device.',
  keywords: [
    'instructions',
    'chat',
    'alpaca',
    'sharegpt',
    'messages',
    'jsonl',
    'prompt',
    'completion',
    'sft',
    'refusal',
    'safety',
  ],
  inputs: {},
  outputs: { conversations },
  params: z.object({
    origin: z
      .enum(['generated', 'file'])
      .default('generated')
      .meta({
        label: 'From',
        control: 'segmented',
        choices: { generated: 'Built in', file: 'File' },
      }),
    file: fileRef
      .nullable()
      .default(null)
      .meta({
        label: 'File',
        control: 'file',
        accept: '.jsonl,.json,.ndjson',
        when: { param: 'origin', is: ['file'] },
      }),
    count: z
      .number()
      .int()
      .min(1)
      .max(100_000)
      .default(4_000)
      .meta({ label: 'How many', unit: 'conversations', scale: 'log', when: { param: 'origin', is: ['generated'] } }),
    tasks: z
      .enum(['all', 'arithmetic', 'words', 'facts', 'refusals'])
      .default('all')
      .meta({
        choices: {
          all: 'all small tasks',
          arithmetic: 'sums',
          words: 'play with words',
          facts: 'questions about a sentence',
          refusals: 'what to refuse, and what not',
        },
        when: { param: 'origin', is: ['generated'] },
      }),
    set: z
      .number()
      .int()
      .min(0)
      .max(1_000_000)
      .default(1)
      .meta({
        label: 'Set number',
        when: { param: 'origin', is: ['generated'] },
      }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ origin, file, count }) =>
    origin === 'file' ? (file?.name ?? 'no file yet') : `built in · ${count.toLocaleString('en')}`,
  advise: (_inputs, { origin, file }) =>
    origin === 'file' && !file
      ? [{ code: 'source.no-file', title: 'No file has been chosen yet.', fix: 'Drop a file on this node.' }]
      : [],
  run: () => import('./run'),
});
