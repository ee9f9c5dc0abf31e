import { defineNode, fileRef, table, z } from '@/graph';

export const sourceTable = defineNode({
  type: 'source.table',
  version: 1,
  phase: 'prepare',
  title: 'Table',
  summary: 'Rows of numbers and categories, as a spreadsheet has them: a table of your own, or one that is built in.',
  keywords: ['csv', 'spreadsheet', 'excel', 'tabular', 'rows', 'columns', 'data', 'file', 'upload', 'penguins'],
  inputs: {},
  outputs: { table },
  params: z.object({
    origin: z
      .enum(['built-in', 'file'])
      .default('built-in')
      .meta({
        label: 'From',
        control: 'segmented',
        choices: { 'built-in': 'Built in', file: 'File' },
      }),
    file: fileRef
      .nullable()
      .default(null)
      .meta({
        label: 'File',
        control: 'file',
        accept: '.csv,.tsv,.gz',
        when: { param: 'origin', is: ['file'] },
      }),
    rows: z
      .number()
      .int()
      .min(10)
      .max(100_000)
      .default(1_000)
      .meta({
        label: 'Rows',
        unit: 'rows',
        scale: 'log',
        when: { param: 'origin', is: ['built-in'] },
      }),
    columns: z.string().max(20_000).default('').meta({
      label: 'Kinds of columns',
      control: 'words',
      placeholder: 'year: category\nnotes: leave out',
    }),
  }),
  seeded: true,
  explain: () => import('./explain'),
  subtitle: ({ origin, file, rows }) =>
    origin === 'file' ? (file?.name ?? 'no file yet') : `seabirds · ${rows.toLocaleString('en')} rows`,
  advise: (_inputs, { origin, file }) =>
    origin === 'file' && !file
      ? [{ code: 'source.no-file', title: 'No file has been chosen yet.', fix: 'Drop a file on this node.' }]
      : [],
  run: () => import('./run'),
});
