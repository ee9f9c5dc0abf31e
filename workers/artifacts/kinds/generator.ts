import type { Generator } from '@/graph';
import type { Codec } from '../codec';
import { sizeOfTrained, trained } from './trained';

export const generator: Codec<Generator> = {
  ...trained(),
  look: (model) => ({
    view: 'numbers',
    items: [
      ...sizeOfTrained(model),
      { label: 'numbers an example', value: model.shape.reduce((product, length) => product * length, 1) },
    ],
  }),
};
