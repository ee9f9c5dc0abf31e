import { defineNode, port, table, z } from '@/graph';

export const splitTable = defineNode({
  type: 'prepare.split-table',
  version: 1,
  phase: 'prepare',
  title: 'Split table',
  summary: 'Puts part of the rows aside, so that what is made can be compared with rows that no model has seen.',
  keywords: ['train', 'validation', 'test', 'hold out', 'rows', 'fraction', 'stratified', 'csv'],
  inputs: { table },
  outputs: {
    training: port(table, { title: 'Training', help: 'What the model learns from.' }),
    validation: port(table, { title: 'Validation', help: 'What made rows are compared with.' }),
  },
  params: z.object({
    validation: z.number().min(0.001).max(0.9).default(0.25).meta({
      label: 'Put aside',
      control: 'slider',
      step: 0.01,
      help: 'Share of the rows for validation. A quarter is enough for a fair comparison of a few hundred rows.',
    }),
    by: z.string().max(200).default('').meta({
      label: 'The same share of each',
      placeholder: 'the heading of a column of categories',
      help: 'A column of categories, of which each value shall be in both parts alike. Empty: rows are drawn as they come.',
    }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ validation, by }) =>
    `${Math.round(validation * 1000) / 10} % aside${by.trim() === '' ? '' : ` · of each ${by.trim()}`}`,
  run: () => import('./run'),
});
