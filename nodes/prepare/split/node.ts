import { dataset, defineNode, port, text, z } from '@/graph';

export const split = defineNode({
  type: 'prepare.split',
  version: 1,
  phase: 'prepare',
  title: 'Split',
  summary: 'Puts part of the text aside, so that a model can be tested on what it has never seen.',
  keywords: ['train', 'validation', 'test', 'hold out', 'fraction'],
  inputs: { text: dataset(text) },
  outputs: {
    training: port(dataset(text), { title: 'Training' }),
    validation: port(dataset(text), { title: 'Validation' }),
  },
  params: z.object({
    validation: z.number().min(0.001).max(0.9).default(0.1).meta({
      label: 'Put aside',
      control: 'slider',
      step: 0.01,
    }),
    order: z
      .enum(['in-order', 'shuffled'])
      .default('in-order')
      .meta({
        label: 'Which part',
        control: 'segmented',
        choices: { 'in-order': 'The end', shuffled: 'At random' },
      }),
  }),
  explain: () => import('./explain'),
  seeded: true,
  subtitle: ({ validation, order }) =>
    `${Math.round(validation * 1000) / 10} % aside · ${order === 'in-order' ? 'the end' : 'at random'}`,
  run: () => import('./run'),
});
