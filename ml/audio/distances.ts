import { type MelSpectrogramOptions, melSpectrogram } from './log-mel';
import { powerOf, type StftOptions, stft } from './stft';

/** Decibels under the loudest of the reference at which everything counts as silence. */
const RANGE = 80;

/**
 * The log-spectral distance of a sound from a reference, in decibels: the root of the mean square over the bins of a frame, averaged over frames (Gray & Markel
 * 1976, “Distance measures for speech processing”). What lies more than 80 dB under the loudest bin of the reference counts as lying there, so that silence is
 * silence. The longer one is compared as far as the shorter goes.
 */
export function logSpectralDistance(
  sound: ArrayLike<number>,
  reference: ArrayLike<number>,
  options: StftOptions,
): number {
  const [made, real] = [stft(sound, options), stft(reference, options)];
  return framesApart(levels(powerOf(made), powerOf(real)), Math.min(made.frames, real.frames), real.bins);
}

/** The same over mel bands instead of bins: as ears hear it, and as models of spectrograms are taught. */
export function melDistance(
  sound: ArrayLike<number>,
  reference: ArrayLike<number>,
  options: MelSpectrogramOptions,
): number {
  const [made, real] = [melSpectrogram(sound, options), melSpectrogram(reference, options)];
  return framesApart(levels(made.data, real.data), Math.min(made.frames, real.frames), real.bands);
}

/** The mean power in each mel band over all frames of all sounds: their long-term average spectrum (Byrne et al. 1994). */
export function averageSpectrum(clips: readonly ArrayLike<number>[], options: MelSpectrogramOptions): Float64Array {
  const sum = new Float64Array(options.mels);
  let frames = 0;
  for (const clip of clips) {
    const { data, bands, frames: own } = melSpectrogram(clip, options);
    for (let index = 0; index < data.length; index++)
      sum[index % bands] = (sum[index % bands] ?? 0) + (data[index] ?? 0);
    frames += own;
  }
  return sum.map((power) => power / Math.max(1, frames));
}

/** How far two average spectra are apart, in decibels, whatever the loudness of each: their mean difference is taken out first. */
export function spectraApart(made: Float64Array, real: Float64Array): number {
  const { left, right } = levels(made, real);
  const differences = left.map((level, band) => level - (right[band] ?? 0));
  const mean = differences.reduce((sum, value) => sum + value, 0) / Math.max(1, differences.length);
  return rootMeanSquare(differences, mean);
}

interface Levels {
  readonly left: Float64Array;
  readonly right: Float64Array;
}

/** Both in decibels over the floor of the second. */
function levels(made: Float64Array, real: Float64Array): Levels {
  const loudest = real.reduce((most, power) => Math.max(most, power), 0);
  const floor = Math.max(1e-20, loudest * 10 ** (-RANGE / 10));
  const inDecibels = (power: number) => 10 * Math.log10(Math.max(floor, power));
  return { left: made.map(inDecibels), right: real.map(inDecibels) };
}

/** The distance of each frame, averaged. */
function framesApart({ left, right }: Levels, frames: number, width: number): number {
  let sum = 0;
  for (let frame = 0; frame < frames; frame++) {
    let squares = 0;
    for (let at = frame * width; at < (frame + 1) * width; at++) squares += ((left[at] ?? 0) - (right[at] ?? 0)) ** 2;
    sum += Math.sqrt(squares / width);
  }
  return sum / Math.max(1, frames);
}

const rootMeanSquare = (values: Float64Array, around: number): number =>
  Math.sqrt(values.reduce((sum, value) => sum + (value - around) ** 2, 0) / Math.max(1, values.length));
