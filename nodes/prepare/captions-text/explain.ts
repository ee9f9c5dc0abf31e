import type { Explanation } from '@/graph';
import type { captionsText } from './node';

export const explain: Explanation<typeof captionsText> = {
  more: 'A language model that is to describe pictures first learns to write, from words alone: how captions, questions and answers go. What it is to say of a picture it cannot know yet.',
  lookAt: 'That questions and answers stand in one line each.',
  source: 'Liu et al. 2023 (a language model that can write already is told of pictures)',
  params: { lines: 'Off: all lines of a picture’s caption are one document.' },
};
