import type { JointEncoder } from '@/graph';
import type { Codec } from '../codec';
import { sizeOfTrained, trained } from './trained';

export const jointEncoder: Codec<JointEncoder> = {
  ...trained(),
  look: (model) => ({
    view: 'numbers',
    items: [
      { label: 'numbers of a place', value: model.width },
      { label: 'words known', value: model.vocabulary.words.length },
      ...sizeOfTrained(model),
    ],
  }),
};
