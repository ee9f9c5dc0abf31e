import type { Explanation } from '@/graph';
import type { prepareSpectrograms } from './node';

export const explain: Explanation<typeof prepareSpectrograms> = {
  more: 'A window slides over the sound, and the Fourier transform tells how much of each frequency is in it. Ears tell low notes apart better than high ones, so frequencies are gathered in bands that are as wide as ears are exact: mel. Loudness is counted in decibels, as it is heard, from the quietest that is shown, black, to the loudest of each sound, white. What is longer than the picture loses both ends; what is shorter stands in the middle.',
  formula: 'S = M · |STFT(x)|²      picture = 1 + 10 log₁₀(S / max S) / range      MFCC = DCT(10 log₁₀ S)',
  lookAt: 'Whether you can tell classes apart by eye. If you can, a small network can.',
  source: 'Allen & Rabiner 1977 (STFT); Slaney 1998 (mel bands as in librosa); Davis & Mermelstein 1980 (MFCC)',
  params: {
    rows: 'Bands show what there is. Coefficients describe the shape of the bands in few numbers, with which recognisers did well before networks.',
    mels: 'Rows from the lowest to the highest pitch. More show finer resonances, and are more to learn.',
    coefficients: 'Of the cosine transform of the bands; the first is loudness. At most as many as there are bands.',
    frames: 'With the step, this is how long a picture lasts. Networks that halve pictures like multiples of 4 or 8.',
    hop: 'A step of a quarter of the window lets a sound be made again of its picture.',
    window: 'Rounded to a power of two in samples. Longer windows see pitch more exactly, shorter ones moments.',
    range: 'What is quieter, against the loudest of the sound, is black.',
  },
  outputs: {
    examples: 'Images of one channel: rows from the highest band to the lowest, so that any viewer shows them upright.',
    codec: 'What “Spectrograms into sounds” needs.',
  },
};
