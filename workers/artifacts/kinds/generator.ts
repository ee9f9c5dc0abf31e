import type { Generator } from '@/graph';
import type { Codec } from '../codec';
import { sizeOfTrained, trained } from './trained';

const stored = trained<Generator>();

export const generator: Codec<Generator> = {
  ...stored,
  look: (model) => ({
    view: 'numbers',
    items: [
      ...sizeOfTrained(model),
      { label: 'numbers an example', value: model.shape.reduce((product, length) => product * length, 1) },
    ],
  }),
  facts: (model) => {
    const { family, networks, settings } = model;
    const hasCodes = family === 'vae' || family === 'autoencoder';
    const latentShape = hasCodes ? networks.decoder?.examples?.shape : undefined;
    const predicts = typeof settings.predicts === 'string' ? { predicts: settings.predicts } : {};
    return { ...stored.facts?.(model), ...(latentShape && { latentShape }), generator: { family, ...predicts } };
  },
};
