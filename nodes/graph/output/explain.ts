import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'Each output of a subgraph is one of these nodes inside it. Its title is the name of the port.',
  lookAt: 'Its title, in the inspector: it is what people see at the port outside.',
};
