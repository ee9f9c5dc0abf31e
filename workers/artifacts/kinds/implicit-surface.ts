import type { ImplicitSurface } from '@/graph';
import type { Codec } from '../codec';
import { sizeOfTrained, trained } from './trained';

export const implicitSurface: Codec<ImplicitSurface> = {
  ...trained(),
  look: (model) => ({
    view: 'numbers',
    items: [{ label: 'solids', value: model.names.length }, ...sizeOfTrained(model)],
  }),
};
