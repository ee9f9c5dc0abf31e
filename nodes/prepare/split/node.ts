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
    training: port(dataset(text), { title: 'Training', help: 'What the model learns from.' }),
    validation: port(dataset(text), { title: 'Validation', help: 'What it is tested on.' }),
  },
  params: z.object({
    validation: z.number().min(0.001).max(0.9).default(0.1).meta({
      label: 'Put aside',
      control: 'slider',
      step: 0.01,
      help: 'Share of the text for validation. A tenth is usual.',
    }),
    order: z
      .enum(['in-order', 'shuffled'])
      .default('in-order')
      .meta({
        label: 'Which part',
        control: 'segmented',
        choices: { 'in-order': 'The end', shuffled: 'At random' },
        help: 'The end: the text stays in order and its last part is put aside, in the middle of a document if need be. At random: whole documents are drawn.',
      }),
  }),
  explain: () => import('./explain'),
  seeded: true,
  subtitle: ({ validation, order }) =>
    `${Math.round(validation * 1000) / 10} % aside · ${order === 'in-order' ? 'the end' : 'at random'}`,
  run: () => import('./run'),
});
