import type { Explanation } from '@/graph';
import type { fillTheMiddle } from './node';

export const explain: Explanation<typeof fillTheMiddle> = {
  more: 'What stands before the gap and what stands behind it are put one after the other, each behind its sign, and the model goes on with what stands between, up to the sign that ends it. It has to have learned from documents that “Middles last” made.',
  formula: '◁ before ▷ behind ◇ → middle ◆',
  lookAt:
    'Whether it joins on both sides. What goes on from the left only, as if nothing were behind it, has not yet been learned.',
  source: 'Bavarian et al. 2022',
  params: {
    text: 'With ___ where something is missing. It sees both sides.',
    maxTokens: 'A middle ends by itself; at the latest here. At most half of what the model looks back on.',
    temperature: '0 takes the likeliest token each time.',
  },
  inputs: { text: 'Instead of the text below.' },
  outputs: {
    text: 'The text with its gap filled.',
    middle: 'By itself.',
  },
};
