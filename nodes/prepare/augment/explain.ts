import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'Changing a few words makes new examples out of old ones. It helps where text is short; too much of it teaches a model to write badly. Augment after splitting, so that no copy of a validation document is trained on.',
  lookAt: 'Whether the copies still read like something a person could have written.',
  source: 'Wei & Zou 2019, “EDA: Easy data augmentation techniques”',
};
