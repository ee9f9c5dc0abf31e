import { dataset, defineNode, port, table, text, z } from '@/graph';

export const insertCanaries = defineNode({
  type: 'prepare.canaries',
  version: 1,
  phase: 'prepare',
  title: 'Insert canaries',
  summary:
    'Hides made-up secrets in a text, some once and some many times, to see later which a model has learned by heart.',
  keywords: ['canary', 'memorisation', 'privacy', 'secret', 'leak', 'exposure', 'extraction'],
  inputs: { text: dataset(text) },
  outputs: { text: dataset(text), canaries: port(table, { title: 'Canaries' }) },
  params: z.object({
    sentence: z
      .string()
      .max(400)
      .default('The number of {who} is {secret}.')
      .meta({ placeholder: 'The number of {who} is {secret}.' }),
    signs: z
      .enum(['digits', 'letters'])
      .default('digits')
      .meta({ label: 'Secrets are', control: 'segmented', choices: { digits: 'Digits', letters: 'Letters' } }),
    length: z.number().int().min(2).max(16).default(6).meta({ unit: 'signs' }),
    times: z.string().max(200).default('0, 1, 4, 16').meta({ label: 'How many times', placeholder: '0, 1, 4, 16' }),
    each: z.number().int().min(1).max(50).default(4).meta({ label: 'Secrets of each', unit: 'secrets' }),
    secrets: z.number().int().min(0).max(1_000_000).default(1).meta({ label: 'Secrets number' }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ times, each }) => `${each} each, ${times} times`,
  run: () => import('./run'),
});
