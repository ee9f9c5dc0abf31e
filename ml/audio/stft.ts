import { createFft } from './fft';

/** Lengths in samples. */
export interface StftOptions {
  /** Of a window; a power of two. */
  readonly fftSize: number;
  /** From one window to the next. */
  readonly hop: number;
}

/** `frames × bins` complex numbers, frame by frame; bin k is at k · sampleRate / fftSize hertz, up to half the sample rate. */
export interface Spectrum {
  readonly frames: number;
  /** fftSize / 2 + 1 */
  readonly bins: number;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** The samples of a window of so many milliseconds: the nearest power of two, 16 at least. */
export const windowSize = (milliseconds: number, sampleRate: number): number =>
  2 ** Math.max(4, Math.round(Math.log2((milliseconds * sampleRate) / 1_000)));

/** Frames of a sound of so many samples: each is centred at a multiple of the hop. */
export const framesOf = (samples: number, hop: number): number => 1 + Math.floor(samples / hop);

/**
 * The short-time Fourier transform: Hann windows centred at 0, hop, 2 hop …, silence before and behind (librosa's `stft` with its defaults; Allen & Rabiner 1977).
 */
export function stft(signal: ArrayLike<number>, { fftSize, hop }: StftOptions): Spectrum {
  const fft = createFft(fftSize);
  const window = hann(fftSize);
  const bins = fftSize / 2 + 1;
  const frames = framesOf(signal.length, hop);
  const real = new Float64Array(frames * bins);
  const imaginary = new Float64Array(frames * bins);
  const [x, y] = [new Float64Array(fftSize), new Float64Array(fftSize)];
  for (let frame = 0; frame < frames; frame++) {
    const from = frame * hop - fftSize / 2;
    for (let n = 0; n < fftSize; n++) x[n] = (signal[from + n] ?? 0) * (window[n] ?? 0);
    y.fill(0);
    fft.forward(x, y);
    real.set(x.subarray(0, bins), frame * bins);
    imaginary.set(y.subarray(0, bins), frame * bins);
  }
  return { frames, bins, real, imaginary };
}

/**
 * The sound of `length` samples whose transform is nearest to a spectrum, in squares: windowed again, added up, and divided by the sum of squared windows
 * (Griffin & Lim 1984, eq. 6), or by `leastWeight`. Of a spectrum by `stft` it is the very sound where windows overlap.
 */
export function inverseStft(
  { frames, bins, real, imaginary }: Spectrum,
  { fftSize, hop }: StftOptions,
  length: number,
): Float64Array {
  const fft = createFft(fftSize);
  const window = hann(fftSize);
  const sum = new Float64Array(length);
  const weight = new Float64Array(length);
  const [x, y] = [new Float64Array(fftSize), new Float64Array(fftSize)];
  for (let frame = 0; frame < frames; frame++) {
    for (let bin = 0; bin < bins; bin++) {
      const re = real[frame * bins + bin] ?? 0;
      const im = imaginary[frame * bins + bin] ?? 0;
      x[bin] = re;
      y[bin] = im;
      if (bin > 0 && bin < bins - 1) {
        x[fftSize - bin] = re;
        y[fftSize - bin] = -im;
      }
    }
    fft.inverse(x, y);
    const from = frame * hop - fftSize / 2;
    for (let n = Math.max(0, -from); n < fftSize && from + n < length; n++) {
      const w = window[n] ?? 0;
      sum[from + n] = (sum[from + n] ?? 0) + w * (x[n] ?? 0);
      weight[from + n] = (weight[from + n] ?? 0) + w * w;
    }
  }
  const least = leastWeight(weight);
  return sum.map((value, n) => value / Math.max(least, weight[n] ?? 0));
}

/**
 * What a sum of squared windows is taken for at least. Where windows hardly overlap it comes near to 0 between them, and what does not belong to any sound there, as of
 * magnitudes that were made, would become clicks that drown the rest; so it fades out instead.
 */
export const leastWeight = (weight: ArrayLike<number>): number => {
  let largest = 0;
  for (let n = 0; n < weight.length; n++) largest = Math.max(largest, weight[n] ?? 0);
  return Math.max(1e-8, FLOOR * largest);
};

/** Of the largest: steps of 78 % of a window, 400 of 512 samples, never come so low. */
const FLOOR = 0.01;

/** |X|² of each frame and bin. */
export function powerOf({ real, imaginary }: Spectrum): Float64Array {
  return Float64Array.from(real, (re, index) => re * re + (imaginary[index] ?? 0) ** 2);
}

/** The periodic Hann window. */
export const hann = (size: number): Float64Array =>
  Float64Array.from({ length: size }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / size));
