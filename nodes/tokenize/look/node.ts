import { defineNode, metrics, port, text, tokenizer, z } from '@/graph';

export const look = defineNode({
  type: 'tokenize.look',
  version: 1,
  phase: 'prepare',
  title: 'Compare tokenizers',
  summary: 'Shows how one sentence falls into tokens, with up to three tokenizers side by side.',
  keywords: ['tokens', 'pieces', 'visualise', 'side by side', 'compare'],
  inputs: {
    first: port(tokenizer, { title: 'First tokenizer' }),
    second: port(tokenizer, { title: 'Second tokenizer', optional: true }),
    third: port(tokenizer, { title: 'Third tokenizer', optional: true }),
    text: port(text, { title: 'Text', optional: true }),
  },
  outputs: { comparison: port(metrics, { title: 'Comparison' }) },
  params: z.object({
    sentence: z.string().max(5_000).default('The unhappy king was walking slowly towards the old lighthouse.').meta({
      control: 'textarea',
    }),
  }),
  explain: () => import('./explain'),
  run: () => import('./run'),
});
