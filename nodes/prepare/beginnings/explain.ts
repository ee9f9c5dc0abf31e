import type { Explanation } from '@/graph';
import type { beginnings } from './node';

export const explain: Explanation<typeof beginnings> = {
  more: 'How well a model goes on is seen best where one knows what really followed. Documents that it never learned from are cut behind their first words: the model is given those, and the rest is kept beside what it writes.',
  lookAt:
    'Whether a person could know what follows. Where nobody could, a model that writes something else is not wrong.',
  params: { words: 'Words are what stands between spaces.', count: 'The first so many that are long enough. 0: all.' },
  outputs: {
    starts: 'For “Answer prompts”.',
    rests: 'For “References” of “Answer prompts”, or for “Compare with references”.',
  },
};
