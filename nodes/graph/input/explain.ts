import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'Each input of a subgraph is one of these nodes inside it. Its title is the name of the port, and what it is wired to says what the port takes. From top to bottom they stand in the order of the ports.',
  lookAt: 'Its title, in the inspector: it is what people see at the port outside.',
};
