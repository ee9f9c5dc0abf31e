import { defineNode, examples, port, table, tableCodec, z } from '@/graph';

export const encodeTable = defineNode({
  type: 'prepare.encode-table',
  version: 1,
  phase: 'prepare',
  title: 'Table into numbers',
  summary: 'Turns each row of a table into numbers that a network can learn from, and remembers the way back.',
  keywords: [
    'one-hot',
    'encode',
    'scale',
    'standardise',
    'quantile',
    'normalise',
    'csv',
    'tabular',
    'missing',
    'dequantise',
  ],
  inputs: { table },
  outputs: {
    examples: port(examples, { title: 'Rows as numbers' }),
    codec: port(tableCodec, { title: 'Way back' }),
  },
  params: z.object({
    scaling: z
      .enum(['quantile', 'standard', 'min-max'])
      .default('quantile')
      .meta({
        label: 'Numbers become',
        choices: {
          quantile: 'ranks, spread as a bell curve',
          standard: 'deviations from the mean',
          'min-max': 'a place from −1 to 1',
        },
      }),
    classes: z.string().max(200).default('').meta({
      label: 'Column as class',
      placeholder: 'none',
    }),
    spread: z.boolean().default(false).meta({
      label: 'Spread categories',
      advanced: true,
    }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ scaling, classes }) =>
    `${{ quantile: 'by rank', standard: 'standardised', 'min-max': '−1 to 1' }[scaling]} · ${classes.trim() === '' ? 'one-hot' : `class: ${classes.trim()}`}`,
  run: () => import('./run'),
});
