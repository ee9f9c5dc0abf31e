import { dataset, defineNode, llm, metrics, port, text, triples, z } from '@/graph';

export const llmFacts = defineNode({
  type: 'llm.facts',
  version: 1,
  phase: 'generate',
  title: 'Facts by a language model',
  summary:
    'Lets a language model read a knowledge graph out of texts, and keeps what it writes by the rules and the text bears out.',
  keywords: ['text to triples', 'information extraction', 'structured output', 'json schema', 'knowledge graph', 'llm'],
  inputs: { llm, text: dataset(text) },
  outputs: { triples, usage: port(metrics, { title: 'Usage' }) },
  params: z.object({
    types: z.string().max(5_000).default('').meta({
      label: 'Types',
      control: 'textarea',
      placeholder: 'one a line; empty: any',
    }),
    relations: z.string().max(20_000).default('').meta({
      label: 'Relations',
      control: 'textarea',
      placeholder: 'one a line; empty: any',
    }),
    stands: z.boolean().default(true).meta({ label: 'Names must stand in the text' }),
    concurrency: z.number().int().min(1).max(8).default(4).meta({ label: 'At once', unit: 'texts', advanced: true }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  run: () => import('./run'),
});
