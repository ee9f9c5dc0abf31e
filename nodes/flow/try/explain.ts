import type { Explanation } from '@/graph';
import type { tryElse } from './node';

export const explain: Explanation<typeof tryElse> = {
  more: 'A service may be away, a file damaged, an answer no JSON. What leads to “Try” is run; where it fails, its error stays to be read on the node that failed, and what leads to “Or else” is run in its place.',
  lookAt: 'Whether “Or else” ran at all.',
};
