import type { Explanation } from '@/graph';
import type { join } from './node';

export const explain: Explanation<typeof join> = {
  more: 'Each name is an input, and the result is one object with all of them, for a program, a tool or a file. “Pick” takes it apart again.',
  lookAt: 'Whether every value stands under the name that what follows expects.',
  params: { names: 'With commas between them; each becomes an input.' },
};
