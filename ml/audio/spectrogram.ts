import type { Random } from '../random';
import { griffinLim } from './griffin-lim';
import { type Bands, cosineTransform, decibels, inverseCosineTransform, melSpectrogram } from './log-mel';
import { melFilterBank, outOfBands } from './mel';
import { withPeak } from './sounds';

/** How a sound becomes a picture of its spectrum, and a picture a sound. */
export interface SpectrogramOptions {
  readonly sampleRate: number;
  readonly fftSize: number;
  readonly hop: number;
  readonly mels: number;
  readonly frames: number;
  /** Decibels from 0 to 1. */
  readonly range: number;
  /** The first so many cepstral coefficients instead of the bands. */
  readonly coefficients?: number;
}

/** Rows of a picture. */
export const rowsOf = ({ mels, coefficients }: Pick<SpectrogramOptions, 'mels' | 'coefficients'>): number =>
  coefficients ?? mels;

/**
 * A sound as a picture `[rows, frames]`, the highest band above: log-mel levels from `range` dB under the loudest, 0, to the loudest, 1; or cepstral coefficients of
 * those. What is longer than the picture is left out at both ends, what is shorter stands in the middle.
 */
export function drawSpectrogram(clip: Float32Array, options: SpectrogramOptions): Float32Array {
  const { range, frames, mels, coefficients } = options;
  const mel = melSpectrogram(fitted(withPeak(clip, 1), options.hop * (frames - 1)), options);
  const loudest = mel.data.reduce((most, power) => Math.max(most, power), 0);
  // Where there is nothing to hear, everything is at the bottom.
  const levels = decibels(mel.data, range).map((level) =>
    loudest > 1e-8 ? Math.max(0, 1 + (level - 10 * Math.log10(loudest)) / range) : 0,
  );
  const bands = { frames, bands: mels, data: levels };
  return upright(coefficients === undefined ? bands : cosineTransform(bands, coefficients), coefficients && mels);
}

/**
 * The sound of a picture: levels become power, bands become bins, and Griffin–Lim finds phases that fit. Its peak is 0.8; a picture without anything in it is silence.
 * @returns `hop × (frames − 1)` samples
 */
export function soundOf(
  picture: ArrayLike<number>,
  options: SpectrogramOptions,
  rounds: number,
  random: Random,
): Float32Array {
  const { fftSize, hop, frames } = options;
  const length = hop * (frames - 1);
  return withPeak(griffinLim(magnitudesOf(picture, options), { fftSize, hop, rounds, length, random }), 0.8);
}

/** The magnitudes `frames × bins` that a picture speaks of: levels become power, the loudest 1, and bands become bins. */
export function magnitudesOf(picture: ArrayLike<number>, options: SpectrogramOptions): Float64Array {
  const { sampleRate, fftSize, mels, frames, range, coefficients } = options;
  const turned = sideways(picture, rowsOf(options), frames, coefficients && mels);
  const levels = coefficients === undefined ? turned : inverseCosineTransform(turned, mels);
  // The floor stands for everything below it, so nothing of it is heard.
  const power = levels.data.map((level) => (level > 0.02 ? 10 ** ((range * (Math.min(1, level) - 1)) / 10) : 0));
  return outOfBands(power, frames, fftSize / 2 + 1, melFilterBank({ sampleRate, fftSize, mels })).map(Math.sqrt);
}

/** From the middle, or with silence to both sides. */
export function fitted(clip: Float32Array, length: number): Float32Array {
  const made = new Float32Array(length);
  const spare = Math.floor(Math.abs(length - clip.length) / 2);
  if (clip.length > length) made.set(clip.subarray(spare, spare + length));
  else made.set(clip, spare);
  return made;
}

/** The first coefficient is the mean of many levels, and so are the others at most: brought to the size of levels, those with signs about 0.5. */
const scaleOf = (band: number, mels: number) => (band === 0 ? 1 : 2) / Math.sqrt(mels);

/** Frame by frame as rows, the last band above. Coefficients are told of how many bands they are. */
function upright({ frames, bands, data }: Bands, mels?: number): Float32Array {
  const picture = new Float32Array(frames * bands);
  for (let frame = 0; frame < frames; frame++)
    for (let band = 0; band < bands; band++) {
      const value = data[frame * bands + band] ?? 0;
      picture[(bands - 1 - band) * frames + frame] = mels ? offset(band) + value * scaleOf(band, mels) : value;
    }
  return picture;
}

function sideways(picture: ArrayLike<number>, bands: number, frames: number, mels?: number): Bands {
  const data = new Float64Array(frames * bands);
  for (let frame = 0; frame < frames; frame++)
    for (let band = 0; band < bands; band++) {
      const value = picture[(bands - 1 - band) * frames + frame] ?? 0;
      data[frame * bands + band] = mels ? (value - offset(band)) / scaleOf(band, mels) : value;
    }
  return { frames, bands, data };
}

const offset = (band: number): number => (band === 0 ? 0 : 0.5);
