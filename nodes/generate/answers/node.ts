import { answers, conversations, dataset, defineNode, fileRef, languageModel, port, text, z } from '@/graph';
import { ONLY_FILLS } from '../text/node';

const sampling = { param: 'strategy', is: ['sample'] } as const;

export const answerPrompts = defineNode({
  type: 'generate.answers',
  version: 1,
  phase: 'generate',
  title: 'Answer prompts',
  summary: 'Lets a model go on from each of many prompts, and keeps what it wrote beside what would be right.',
  keywords: ['batch', 'complete', 'predict', 'references', 'questions', 'jsonl', 'generate', 'many'],
  inputs: {
    model: languageModel,
    prompts: port(dataset(text), {
      title: 'Prompts',
      optional: true,
    }),
    references: port(dataset(text), { title: 'References', optional: true }),
    conversations: port(conversations, { title: 'Conversations', optional: true }),
    form: port(text, { title: 'Form', optional: true }),
  },
  outputs: { answers },
  params: z.object({
    file: fileRef.nullable().default(null).meta({
      label: 'Prompts with references',
      control: 'file',
      accept: '.jsonl,.csv',
    }),
    limit: z.number().int().min(0).max(100_000).default(0).meta({
      label: 'At most',
      unit: 'prompts',
    }),
    maxTokens: z.number().int().min(1).max(4_096).default(64).meta({
      label: 'Length',
      unit: 'tokens',
    }),
    strategy: z
      .enum(['greedy', 'sample'])
      .default('greedy')
      .meta({
        control: 'segmented',
        choices: { greedy: 'Greedy', sample: 'Sample' },
      }),
    temperature: z.number().min(0.05).max(5).default(0.8).meta({
      control: 'slider',
      step: 0.05,
      when: sampling,
    }),
    topP: z.number().min(0.01).max(1).default(1).meta({
      label: 'Top-p',
      control: 'slider',
      step: 0.01,
      when: sampling,
    }),
    stop: z.string().max(2_000).default('\\n').meta({
      label: 'Stop at',
      control: 'textarea',
      placeholder: 'one per line',
    }),
    before: z.string().max(100).default('').meta({
      label: 'Before each prompt',
      control: 'textarea',
      placeholder: 'nothing, or \\n',
      advanced: true,
    }),
    form: z.string().max(5_000).default('').meta({
      label: 'Held to the form',
      placeholder: 'a regular expression, for instance .*(yes|no)',
      advanced: true,
    }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ strategy, temperature }) => (strategy === 'greedy' ? 'greedy' : `temperature ${temperature}`),
  extend: ({ model }, _params, { refuse }) => {
    if (model?.objective === 'masked') refuse('model', ONLY_FILLS);
    return {};
  },
  run: () => import('./run'),
});
