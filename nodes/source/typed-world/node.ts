import { dataset, defineNode, port, text, triples, z } from '@/graph';
import { VOCABULARY } from './relations';

export const sourceTypedWorld = defineNode({
  type: 'source.typed-world',
  version: 1,
  phase: 'prepare',
  title: 'Typed world',
  summary:
    'Makes up people, places, organisations and works, and tells what holds between them, with the facts of every sentence.',
  keywords: ['knowledge graph', 'triples', 'facts', 'relations', 'entities', 'ontology', 'synthetic', 'extraction'],
  inputs: {},
  outputs: {
    training: port(triples, { title: 'To learn from' }),
    heldOut: port(triples, { title: 'Held out' }),
    text: port(dataset(text), { title: 'Held-out text' }),
  },
  params: z.object({
    sentences: z
      .number()
      .int()
      .min(20)
      .max(100_000)
      .default(4_000)
      .meta({ label: 'To learn from', unit: 'texts', scale: 'log' }),
    heldOut: z.number().int().min(5).max(20_000).default(400).meta({ label: 'Held out', unit: 'texts', scale: 'log' }),
    people: z.number().int().min(6).max(5_000).default(200).meta({ label: 'People in each', scale: 'log' }),
    spelling: z.number().min(0).max(0.9).default(0).meta({
      label: 'Spelt otherwise',
      control: 'slider',
      step: 0.05,
    }),
    world: z.number().int().min(0).max(1_000_000).default(1).meta({ label: 'World number' }),
  }),
  explain: () => import('./explain'),
  subtitle: ({ sentences, heldOut, world }) =>
    `${sentences.toLocaleString('en')} + ${heldOut.toLocaleString('en')} texts · world ${world}`,
  extend: () => ({ training: { vocabulary: VOCABULARY }, heldOut: { vocabulary: VOCABULARY } }),
  run: () => import('./run'),
});
