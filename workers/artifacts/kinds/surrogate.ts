import type { Surrogate } from '@/graph';
import type { Codec } from '../codec';
import { sizeOfTrained, trained } from './trained';

export const surrogate: Codec<Surrogate> = {
  ...trained(),
  look: (model) => ({
    view: 'numbers',
    items: [
      { label: 'variables', value: model.variables.length },
      { label: 'time step', value: model.timeStep, unit: 's' },
      ...sizeOfTrained(model),
    ],
  }),
};
