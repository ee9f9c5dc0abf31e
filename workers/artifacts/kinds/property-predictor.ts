import { MOLECULE_PROPERTIES, type PropertyPredictor } from '@/graph';
import type { Codec } from '../codec';
import { lookAtNetwork } from './network';
import { sizeOfTrained, trained } from './trained';

export const propertyPredictor: Codec<PropertyPredictor> = {
  ...trained(),
  look: (value, { large }) =>
    large
      ? lookAtNetwork(value.networks.predictor)
      : {
          view: 'numbers',
          items: [
            {
              label: `${MOLECULE_PROPERTIES[value.property].title}, off by`,
              value: value.held.error,
              unit: 'deviations',
            },
            { label: 'R²', value: value.held.r2 },
            ...sizeOfTrained(value),
          ],
        },
  facts: ({ property }) => ({ property }),
};
