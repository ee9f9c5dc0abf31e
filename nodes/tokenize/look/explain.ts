import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'A model never sees letters or words, only tokens. The same sentence is many short tokens for one tokenizer and few long ones for another; what stays together is what the tokenizer saw often.',
  formula: 'characters per token = characters / tokens',
  lookAt: 'Where words are cut, what happens to the space before a word, and how many tokens each needs.',
  source: 'Mielke et al. 2021, “Between words and characters”',
};
