import type { Vocoder } from '@/graph';
import type { Codec } from '../codec';
import { sizeOfTrained, trained } from './trained';

export const vocoder: Codec<Vocoder> = {
  ...trained(),
  look: (model) => ({
    view: 'numbers',
    items: [
      { label: 'samples a second', value: model.codec.sampleRate, unit: 'Hz' },
      { label: 'rows of a spectrogram', value: model.shape[0] ?? 0 },
      ...sizeOfTrained(model),
    ],
  }),
};
