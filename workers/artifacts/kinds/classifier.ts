import type { Classifier } from '@/graph';
import type { Codec } from '../codec';
import { sizeOfTrained, trained } from './trained';

export const classifier: Codec<Classifier> = {
  ...trained(),
  look: (model) => ({
    view: 'numbers',
    items: [
      { label: 'classes', value: model.classes.length },
      ...(model.accuracy === null
        ? []
        : [{ label: 'right', value: Math.round(model.accuracy * 1_000) / 10, unit: '%' }]),
      ...sizeOfTrained(model),
    ],
  }),
};
