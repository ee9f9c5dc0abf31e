import type { Explanation } from '@/graph';
import type { repeat } from './node';

export const explain: Explanation<typeof repeat> = {
  more: 'Open it to see and change what happens in one round. An “Output” with the title of an “Input” feeds it in the next round; inputs without one stay as they are. An output titled “Done” ends it as soon as it gives true, a number that is not zero, or a text that is not empty. What the last round gave comes out.',
  lookAt: 'Numbers that the rounds give are drawn while it runs; all rounds can be read at “Rounds”.',
  outputs: { rounds: 'What every round gave, as far as it is text or data.' },
};
