import type { Explanation } from '@/graph';
import type { augment } from './node';

export const explain: Explanation<typeof augment> = {
  more: 'Changing a few words makes new examples out of old ones. It helps where text is short; too much of it teaches a model to write badly. Augment after splitting, so that no copy of a validation document is trained on.',
  lookAt: 'Whether the copies still read like something a person could have written.',
  source: 'Wei & Zou 2019, “EDA: Easy data augmentation techniques”',
  params: {
    keepOriginals: 'The documents themselves stay too, before their copies.',
    swaps: 'Share of words that change places with a word beside them.',
    deletions: 'Share of words that are left out.',
    replacements: 'Share of the words in your table that one of their synonyms takes the place of.',
    synonyms: 'One word per line, a colon, and its synonyms between commas.',
  },
};
