import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'The vocabulary is the list of all characters that occur. A model with it learns to spell first, then words, then grammar, and you can watch it do so. Sequences are long, since every letter counts as one step.',
  lookAt: 'The characters it found: rare signs there are often dirt in the text.',
  source: 'Karpathy, nanoGPT, data/shakespeare_char',
};
