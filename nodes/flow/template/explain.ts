import type { Explanation } from '@/graph';
import type { templateText } from './node';

export const explain: Explanation<typeof templateText> = {
  more: 'Each name in curly brackets, such as {topic}, becomes an input of its own. A text is written as it is; anything else, numbers, lists, tables, as JSON.',
  lookAt: 'The text that comes out: is every name filled, and nothing where it should not be?',
};
