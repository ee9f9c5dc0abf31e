import { type Generator, numbersIn } from '@/graph';
import type { Codec } from '../codec';
import { sizeOfTrained, trained } from './trained';

const stored = trained<Generator>();

export const generator: Codec<Generator> = {
  ...stored,
  look: (model) => ({
    view: 'numbers',
    items: [...sizeOfTrained(model), { label: 'numbers an example', value: numbersIn(model.shape) }],
  }),
  facts: (model) => {
    const { family, networks, settings } = model;
    const hasCodes = family === 'vae' || family === 'autoencoder';
    const latentShape = hasCodes ? networks.decoder?.examples?.shape : undefined;
    const predicts = typeof settings.predicts === 'string' ? { predicts: settings.predicts } : {};
    return { ...stored.facts?.(model), ...(latentShape && { latentShape }), generator: { family, ...predicts } };
  },
};
