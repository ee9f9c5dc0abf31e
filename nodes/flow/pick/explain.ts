import type { Explanation } from '@/graph';
import type { pick } from './node';

export const explain: Explanation<typeof pick> = {
  more: 'Fields are named, places in a list counted from 0 in square brackets, and from the end with a minus: items[-1].answer is the answer of the last item. An empty path gives all of it.',
  lookAt: 'What comes in, if the part is not where you expect it: the result of the node before shows it as JSON.',
};
