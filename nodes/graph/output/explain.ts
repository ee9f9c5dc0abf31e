import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'Each output of a subgraph is one of these nodes inside it. Its title is the name of the port.',
};
