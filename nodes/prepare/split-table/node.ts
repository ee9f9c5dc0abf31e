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
    training: port(table, { title: 'Training' }),
    validation: port(table, { title: 'Validation' }),
  },
  params: z.object({
    validation: z.number().min(0.001).max(0.9).default(0.25).meta({
      label: 'Put aside',
      control: 'slider',
      step: 0.01,
    }),
    by: z.string().max(200).default('').meta({
      label: 'The same share of each',
      placeholder: 'the heading of a column of categories',
    }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ validation, by }) =>
    `${Math.round(validation * 1000) / 10} % aside${by.trim() === '' ? '' : ` · of each ${by.trim()}`}`,
  run: () => import('./run'),
});
