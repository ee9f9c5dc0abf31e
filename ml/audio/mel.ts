/** Where mel bands lie. */
export interface MelOptions {
  readonly sampleRate: number;
  readonly fftSize: number;
  readonly mels: number;
  /** Hertz at the lower end; 0 where nothing is said. */
  readonly low?: number;
  /** Hertz at the upper end; half the sample rate where nothing is said. */
  readonly high?: number;
}

/** A band of a filter bank: what it makes of each bin from `first` on. */
export interface MelBand {
  readonly first: number;
  readonly weights: Float64Array;
}

/**
 * Triangular bands, evenly spaced in mel, each of area 1 in hertz (Slaney 1998, Auditory Toolbox; librosa's `filters.mel` with its defaults). A band may be empty
 * where bins are wider than bands.
 */
export function melFilterBank({ sampleRate, fftSize, mels, low = 0, high = sampleRate / 2 }: MelOptions): MelBand[] {
  const [from, to] = [melOf(low), melOf(high)];
  const edges = Array.from({ length: mels + 2 }, (_, place) => hertzOf(from + ((to - from) * place) / (mels + 1)));
  const bins = fftSize / 2 + 1;
  return Array.from({ length: mels }, (_, mel) => {
    const [left = 0, middle = 0, right = 0] = edges.slice(mel, mel + 3);
    const weights = Float64Array.from({ length: bins }, (_, bin) => {
      const hertz = (bin * sampleRate) / fftSize;
      const height = Math.min((hertz - left) / (middle - left), (right - hertz) / (right - middle));
      return (Math.max(0, height) * 2) / (right - left);
    });
    const first = weights.findIndex((weight) => weight > 0);
    if (first < 0) return { first: 0, weights: new Float64Array(0) };
    return { first, weights: weights.slice(first, weights.findLastIndex((weight) => weight > 0) + 1) };
  });
}

/** A spectrum of `frames × bins` numbers in bands: `frames × mels`. */
export function inBands(power: Float64Array, frames: number, bins: number, bank: readonly MelBand[]): Float64Array {
  const bands = new Float64Array(frames * bank.length);
  for (let frame = 0; frame < frames; frame++)
    for (const [mel, { first, weights }] of bank.entries()) {
      let sum = 0;
      for (let bin = 0; bin < weights.length; bin++)
        sum += (weights[bin] ?? 0) * (power[frame * bins + first + bin] ?? 0);
      bands[frame * bank.length + mel] = sum;
    }
  return bands;
}

/**
 * A spectrum of `frames × bins` numbers, none below 0, whose bands are nearest to these, in squares: least squares by multiplicative updates, which never change
 * a sign (Lee & Seung 2001, eq. 4, with the filter bank as the fixed factor).
 */
export function outOfBands(
  bands: Float64Array,
  frames: number,
  bins: number,
  bank: readonly MelBand[],
  rounds = 60,
): Float64Array {
  const spectrum = new Float64Array(frames * bins);
  const wanted = outward(bands, frames, bins, bank);
  // Begins with what each band says, spread over its bins.
  const reach = outward(inBands(new Float64Array(bins).fill(1), 1, bins, bank), 1, bins, bank);
  for (let index = 0; index < spectrum.length; index++)
    spectrum[index] = (wanted[index] ?? 0) / Math.max(TINY, reach[index % bins] ?? 0);
  for (let round = 0; round < rounds; round++) {
    const have = outward(inBands(spectrum, frames, bins, bank), frames, bins, bank);
    for (let index = 0; index < spectrum.length; index++) {
      const now = spectrum[index] ?? 0;
      if (now > 0) spectrum[index] = (now * (wanted[index] ?? 0)) / Math.max(TINY, have[index] ?? 0);
    }
  }
  return spectrum;
}

const TINY = 1e-30;

/** Bands back onto bins, each by its weights: the filter bank transposed. */
function outward(bands: Float64Array, frames: number, bins: number, bank: readonly MelBand[]): Float64Array {
  const spread = new Float64Array(frames * bins);
  for (let frame = 0; frame < frames; frame++)
    for (const [mel, { first, weights }] of bank.entries()) {
      const value = bands[frame * bank.length + mel] ?? 0;
      for (let bin = 0; bin < weights.length; bin++) {
        const at = frame * bins + first + bin;
        spread[at] = (spread[at] ?? 0) + value * (weights[bin] ?? 0);
      }
    }
  return spread;
}

/** Slaney's mel: straight up to 1,000 Hz, and then logarithmic. */
export const melOf = (hertz: number): number =>
  hertz < BEND ? hertz / STEP : BEND / STEP + Math.log(hertz / BEND) / LOG;
const hertzOf = (mel: number): number => (mel < BEND / STEP ? mel * STEP : BEND * Math.exp(LOG * (mel - BEND / STEP)));
const [BEND, STEP, LOG] = [1_000, 200 / 3, Math.log(6.4) / 27];
