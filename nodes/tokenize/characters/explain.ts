import type { Explanation } from '@/graph';
import type { characters } from './node';

export const explain: Explanation<typeof characters> = {
  more: 'The vocabulary is the list of all characters that occur. A model with it learns to spell first, then words, then grammar, and you can watch it do so. Sequences are long, since every letter counts as one step.',
  lookAt: 'The characters it found: rare signs there are often dirt in the text.',
  source: 'Karpathy, nanoGPT, data/shakespeare_char',
  params: {
    unknown:
      'Spelling in bytes keeps any text whole and adds up to 243 tokens. Leaving out keeps the vocabulary to the characters themselves.',
    maximumVocabulary: 'A text with more different characters than this is refused; Chinese or many emoji need more.',
  },
};
