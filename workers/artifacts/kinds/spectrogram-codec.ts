import type { SpectrogramCodec } from '@/graph';
import { type Codec, fromJson, toJson } from '../codec';

/** JSON. */
export const spectrogramCodec: Codec<SpectrogramCodec> = {
  extension: 'json',
  mediaType: 'application/json',
  encode: toJson,
  decode: fromJson,
  look: ({ sampleRate, fftSize, hop, mels, frames, range, coefficients }) => ({
    view: 'table',
    columns: ['of each sound', ''],
    rows: [
      ['samples a second', sampleRate],
      ['samples in a window', fftSize],
      ['samples from window to window', hop],
      ['windows', frames],
      ['mel bands', mels],
      ...(coefficients === undefined ? [] : [['cepstral coefficients', coefficients]]),
      ['decibels from black to white', range],
    ],
    caption: `${((hop * (frames - 1)) / sampleRate).toFixed(2)} seconds of sound each`,
  }),
};
