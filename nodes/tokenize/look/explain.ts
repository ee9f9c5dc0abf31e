import type { Explanation } from '@/graph';
import type { look } from './node';

export const explain: Explanation<typeof look> = {
  more: 'A model never sees letters or words, only tokens. The same sentence is many short tokens for one tokenizer and few long ones for another; what stays together is what the tokenizer saw often.',
  formula: 'characters per token = characters / tokens',
  lookAt: 'Where words are cut, what happens to the space before a word, and how many tokens each needs.',
  source: 'Mielke et al. 2021, “Between words and characters”',
  params: {
    sentence: 'Try rare words, names, numbers, other languages, emoji.',
  },
  inputs: {
    text: 'Instead of the sentence below.',
  },
};
