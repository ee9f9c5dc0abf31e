import { answers, conversations, dataset, defineNode, fileRef, llm, metrics, port, text, z } from '@/graph';

export const llmAsk = defineNode({
  type: 'llm.ask',
  version: 1,
  phase: 'generate',
  title: 'Ask a language model',
  summary: 'Puts many questions to a language model, a few at once, and keeps its answers with what they cost.',
  keywords: ['llm', 'batch', 'prompt', 'template', 'system message', 'questions', 'parallel', 'synthetic', 'label'],
  inputs: {
    llm,
    prompts: port(dataset(text), { title: 'Prompts', optional: true }),
    conversations: port(conversations, { title: 'Conversations', optional: true }),
  },
  outputs: { answers, usage: port(metrics, { title: 'Usage' }) },
  params: z.object({
    file: fileRef.nullable().default(null).meta({
      label: 'Prompts with references',
      control: 'file',
      accept: '.jsonl,.csv',
    }),
    system: z.string().max(50_000).default('').meta({
      label: 'System message',
      control: 'textarea',
      placeholder: 'what it is to be, and how it is to answer',
    }),
    template: z.string().max(50_000).default('{text}').meta({ label: 'Question', control: 'textarea' }),
    prompts: z.number().int().min(0).max(100_000).default(0).meta({ label: 'At most', unit: 'prompts' }),
    concurrency: z.number().int().min(1).max(8).default(4).meta({
      label: 'At once',
      unit: 'questions',
      advanced: true,
    }),
    failures: z
      .enum(['stop', 'collect'])
      .default('stop')
      .meta({
        label: 'Where one fails',
        control: 'segmented',
        choices: { stop: 'Stop', collect: 'Go on' },
        advanced: true,
      }),
  }),
  continues: 'prompts',
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ system, prompts }) =>
    [
      system === '' ? 'no system message' : 'with a system message',
      ...(prompts > 0 ? [`first ${prompts.toLocaleString('en')}`] : []),
    ].join(' · '),
  run: () => import('./run'),
});
