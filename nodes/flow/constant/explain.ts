import type { Explanation } from '@/graph';
import type { constant } from './node';

export const explain: Explanation<typeof constant> = {
  more: 'A value that several nodes take can stand in one place: change it here, and it changes for all of them. Inside a subgraph it can be set from outside.',
  lookAt: 'Which nodes it leads to: all of them are computed anew when it changes.',
};
