import type { Describer } from '@/graph';
import type { Codec } from '../codec';
import { sizeOfTrained, trained } from './trained';

export const describer: Codec<Describer> = {
  ...trained(),
  look: (model) => ({
    view: 'numbers',
    items: [{ label: 'tokens of a picture', value: model.places }, ...sizeOfTrained(model)],
  }),
};
