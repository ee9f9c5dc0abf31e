import type { Explanation } from '@/graph';
import type { reduce } from './node';

export const explain: Explanation<typeof reduce> = {
  more: 'Open it to see and change what happens with one item. An “Output” with the title of an “Input” is what was made so far; it begins with what comes in from outside. The other input gives the items, one after another, in their order.',
  lookAt: 'How what was made so far changes while it runs.',
};
