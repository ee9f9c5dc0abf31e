import { defineNode, examples, port, z } from '@/graph';

export const splitExamples = defineNode({
  type: 'prepare.split-examples',
  version: 1,
  phase: 'prepare',
  title: 'Split examples',
  summary: 'Puts part of the points or images aside, so that a model can be tested on what it has never seen.',
  keywords: ['train', 'validation', 'test', 'hold out', 'fraction', 'stratified'],
  inputs: { examples },
  outputs: {
    training: port(examples, { title: 'Training', help: 'What the model learns from.' }),
    validation: port(examples, { title: 'Validation', help: 'What it is tested on, and compared with.' }),
  },
  params: z.object({
    validation: z.number().min(0.001).max(0.9).default(0.1).meta({
      label: 'Put aside',
      control: 'slider',
      step: 0.01,
      help: 'Share of the examples for validation. A tenth is usual; comparing what is made needs a thousand or so.',
    }),
    byClass: z.boolean().default(true).meta({
      label: 'The same share of every class',
      help: 'So that rare classes are in both parts. Examples without labels are drawn as they come.',
    }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ validation, byClass }) =>
    `${Math.round(validation * 1000) / 10} % aside${byClass ? ' · of every class' : ''}`,
  extend: ({ examples: given = {} }) => ({ training: given, validation: given }),
  run: () => import('./run'),
});
