import type { Explanation } from '@/graph';
import type { map } from './node';

export const explain: Explanation<typeof map> = {
  more: 'Open it to see and change what happens with one item. The topmost “Input” inside gives the items one after another; what other inputs give is the same for all. What leads to an “Output” is gathered in the order of the list. Items whose result took long are remembered: change the list, and only what is new in it is computed.',
  lookAt: 'What lies inside shows one of the items while it runs.',
  params: {
    atOnce: 'So many items wait for a service at the same time. What computes here takes turns all the same.',
    failures: '“Go on, and tell” gives null in the place of an item that fails, and says why at “Failures”.',
  },
  outputs: { failures: 'The items that failed: their place in the list, and why.' },
};
