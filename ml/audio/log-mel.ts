import { inBands, type MelOptions, melFilterBank } from './mel';
import { powerOf, type StftOptions, stft } from './stft';

export interface MelSpectrogramOptions extends MelOptions, StftOptions {}

/** `frames × bands` numbers, frame by frame. */
export interface Bands {
  readonly frames: number;
  readonly bands: number;
  readonly data: Float64Array;
}

/** The power of a sound in mel bands (librosa's `feature.melspectrogram`). */
export function melSpectrogram(signal: ArrayLike<number>, options: MelSpectrogramOptions): Bands {
  const spectrum = stft(signal, options);
  const bank = melFilterBank(options);
  const data = inBands(powerOf(spectrum), spectrum.frames, spectrum.bins, bank);
  return { frames: spectrum.frames, bands: bank.length, data };
}

/** Power in decibels, 10 log₁₀, none more than `range` below the loudest (librosa's `power_to_db`). */
export function decibels(power: Float64Array, range = 80): Float64Array {
  let loudest = Number.NEGATIVE_INFINITY;
  const levels = power.map((value) => {
    const level = 10 * Math.log10(Math.max(FLOOR, value));
    if (level > loudest) loudest = level;
    return level;
  });
  return levels.map((level) => Math.max(level, loudest - range));
}

const FLOOR = 1e-10;

/** The log-mel spectrogram, in decibels. */
export function logMel(signal: ArrayLike<number>, options: MelSpectrogramOptions): Bands {
  const mel = melSpectrogram(signal, options);
  return { ...mel, data: decibels(mel.data) };
}

/**
 * Mel-frequency cepstral coefficients: the first of the orthonormal cosine transform of each frame's log-mel spectrum (Davis & Mermelstein 1980; librosa's `feature.mfcc`).
 */
export function mfcc(signal: ArrayLike<number>, coefficients: number, options: MelSpectrogramOptions): Bands {
  return cosineTransform(logMel(signal, options), coefficients);
}

/** The first so many coefficients of the orthonormal cosine transform (type II) of each frame. */
export function cosineTransform({ frames, bands, data }: Bands, coefficients: number): Bands {
  const matrix = cosines(bands, coefficients);
  const transformed = new Float64Array(frames * coefficients);
  for (let frame = 0; frame < frames; frame++)
    for (let k = 0; k < coefficients; k++) {
      let sum = 0;
      for (let n = 0; n < bands; n++) sum += (matrix[k * bands + n] ?? 0) * (data[frame * bands + n] ?? 0);
      transformed[frame * coefficients + k] = sum;
    }
  return { frames, bands: coefficients, data: transformed };
}

/** The bands whose transform has these coefficients first and zeros behind them. */
export function inverseCosineTransform({ frames, bands: coefficients, data }: Bands, bands: number): Bands {
  const matrix = cosines(bands, coefficients);
  const back = new Float64Array(frames * bands);
  for (let frame = 0; frame < frames; frame++)
    for (let n = 0; n < bands; n++) {
      let sum = 0;
      for (let k = 0; k < coefficients; k++)
        sum += (matrix[k * bands + n] ?? 0) * (data[frame * coefficients + k] ?? 0);
      back[frame * bands + n] = sum;
    }
  return { frames, bands, data: back };
}

/** Rows of the orthonormal transform. */
function cosines(bands: number, coefficients: number): Float64Array {
  const matrix = new Float64Array(coefficients * bands);
  for (let k = 0; k < coefficients; k++)
    for (let n = 0; n < bands; n++)
      matrix[k * bands + n] =
        Math.sqrt((k === 0 ? 1 : 2) / bands) * Math.cos((Math.PI * k * (2 * n + 1)) / (2 * bands));
  return matrix;
}
