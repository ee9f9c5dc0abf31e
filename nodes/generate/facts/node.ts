import { classifier, dataset, defineNode, port, text, triples, z } from '@/graph';

export const readFacts = defineNode({
  type: 'generate.facts',
  version: 1,
  phase: 'generate',
  title: 'Read facts',
  summary: 'Reads a knowledge graph out of texts: which names stand there, and what the texts say holds between them.',
  keywords: ['text to triples', 'information extraction', 'relation extraction', 'knowledge graph', 'entities', 'ner'],
  inputs: {
    text: dataset(text),
    names: port(classifier, { title: 'Tells names' }),
    relations: port(classifier, { title: 'Tells relations' }),
  },
  outputs: { triples },
  params: z.object({
    sure: z.number().min(0).max(0.99).default(0.5).meta({ label: 'At least so sure', control: 'slider', step: 0.01 }),
  }),
  computes: true,
  explain: () => import('./explain'),
  subtitle: ({ sure }) => `from ${Math.round(100 * sure)} % sure on`,
  run: () => import('./run'),
});
