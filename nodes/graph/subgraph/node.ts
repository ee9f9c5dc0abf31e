import { defineNode, SUBGRAPH, z } from '@/graph';

/** What is here besides its words is made from the graph inside, by `contractOf`. */
export const subgraph = defineNode({
  type: SUBGRAPH,
  version: 1,
  phase: 'act',
  title: 'Subgraph',
  summary: 'A graph as one node: open it to see and change what is inside.',
  keywords: ['group', 'nest', 'component', 'macro', 'function', 'reuse', 'compose', 'fold'],
  inputs: {},
  outputs: {},
  params: z.object({}),
  explain: () => import('./explain'),
});
