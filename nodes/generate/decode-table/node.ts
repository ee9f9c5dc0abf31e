import { defineNode, examples, port, table, tableCodec, z } from '@/graph';

export const decodeTable = defineNode({
  type: 'generate.decode-table',
  version: 1,
  phase: 'generate',
  title: 'Numbers into a table',
  summary: 'Turns made rows of numbers into a table with the columns of the one that was learned from.',
  keywords: ['decode', 'synthetic', 'csv', 'tabular', 'one-hot', 'inverse', 'rows'],
  inputs: {
    examples: port(examples, { title: 'Rows as numbers' }),
    codec: port(tableCodec, { title: 'Way back' }),
  },
  outputs: { table },
  params: z.object({}),
  explain: () => import('./explain'),
  run: () => import('./run'),
});
