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
    const onlyCopies = model.family === 'autoencoder';
    const latentShape = model.family === 'vae' || onlyCopies ? model.networks.decoder?.examples?.shape : undefined;
    return { ...stored.facts?.(model), ...(latentShape && { latentShape }), ...(onlyCopies && { onlyCopies }) };
  },
};
