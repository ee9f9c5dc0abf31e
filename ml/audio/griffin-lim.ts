import type { Random } from '../random';
import { inverseStft, type Spectrum, type StftOptions, stft } from './stft';

export interface GriffinLimOptions extends StftOptions {
  readonly rounds?: number;
  /** How far each round goes on in the direction of the last; 0 is the algorithm of 1984. */
  readonly momentum?: number;
  /** Samples of the sound. */
  readonly length: number;
  /** Draws the phases that it begins with. */
  readonly random: Random;
}

/**
 * A sound whose spectrum has magnitudes as near to these as can be: the fast Griffin–Lim algorithm (Perraudin, Balazs & Søndergaard 2013, alg. 2), which projects
 * by turns on spectra of sounds and on spectra of these magnitudes, and overshoots.
 * @param magnitudes `frames × bins`, none below 0, of `length` samples
 */
export function griffinLim(magnitudes: Float64Array, options: GriffinLimOptions): Float64Array {
  const { fftSize, hop, rounds = 60, momentum = 0.99, length, random } = options;
  const bins = fftSize / 2 + 1;
  const spectrum: Spectrum = {
    frames: magnitudes.length / bins,
    bins,
    real: new Float64Array(magnitudes.length),
    imaginary: new Float64Array(magnitudes.length),
  };
  const { real, imaginary } = spectrum;
  for (let index = 0; index < magnitudes.length; index++) {
    const phase = 2 * Math.PI * random.next();
    real[index] = (magnitudes[index] ?? 0) * Math.cos(phase);
    imaginary[index] = (magnitudes[index] ?? 0) * Math.sin(phase);
  }
  let sound = inverseStft(spectrum, { fftSize, hop }, length);
  let before: Spectrum | null = null;
  for (let round = 0; round < rounds; round++) {
    const now = stft(sound, { fftSize, hop });
    for (let index = 0; index < magnitudes.length; index++) {
      const [re, im] = [now.real[index] ?? 0, now.imaginary[index] ?? 0];
      const x = re + (before ? momentum * (re - (before.real[index] ?? 0)) : 0);
      const y = im + (before ? momentum * (im - (before.imaginary[index] ?? 0)) : 0);
      const size = Math.hypot(x, y);
      const scale = size > 0 ? (magnitudes[index] ?? 0) / size : 0;
      real[index] = x * scale;
      imaginary[index] = y * scale;
    }
    before = now;
    sound = inverseStft(spectrum, { fftSize, hop }, length);
  }
  return sound;
}

/** ‖ |X| − S ‖ / ‖ S ‖: how far the magnitudes of a sound are from those that were wanted; 0 is exactly there (Sturmel & Daudet 2011). */
export function spectralConvergence(magnitudes: Float64Array, sound: ArrayLike<number>, options: StftOptions): number {
  const { real, imaginary } = stft(sound, options);
  let [apart, whole] = [0, 0];
  for (let index = 0; index < magnitudes.length; index++) {
    const wanted = magnitudes[index] ?? 0;
    apart += (Math.hypot(real[index] ?? 0, imaginary[index] ?? 0) - wanted) ** 2;
    whole += wanted ** 2;
  }
  return Math.sqrt(apart / Math.max(1e-30, whole));
}
