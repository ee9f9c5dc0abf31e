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
    training: port(examples, { title: 'Training' }),
    validation: port(examples, { title: 'Validation' }),
  },
  params: z.object({
    validation: z.number().min(0.001).max(0.9).default(0.1).meta({
      label: 'Put aside',
      control: 'slider',
      step: 0.01,
    }),
    byClass: z.boolean().default(true).meta({
      label: 'The same share of every class',
    }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ validation, byClass }) =>
    `${Math.round(validation * 1000) / 10} % aside${byClass ? ' · of every class' : ''}`,
  extend: ({ examples: given = {} }) => ({ training: given, validation: given }),
  run: () => import('./run'),
});
