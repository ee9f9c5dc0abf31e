import type { Constants } from '../layers/constants';
import type { Random } from '../random';
import { add, cos, exp, maximum, minimum, mul, sin, slice, sub, type Tensor } from '../tf';
import { type SpectrumTensors, soundTensor } from './differentiable-stft';
import { griffinLim } from './griffin-lim';
import { melSpectrogram } from './log-mel';
import { withPeak } from './sounds';
import { drawSpectrogram, fitted, magnitudesOf, rowsOf, type SpectrogramOptions } from './spectrogram';
import { stft } from './stft';

/** Rounds of Griffin–Lim that a rough spectrum has its phases from. */
const ROUGH_ROUNDS = 16;
/** No magnitude of a rough spectrum is below this, 60 dB under what is loud, so that each can be made larger. */
const FLOOR = 0.01;
/** How far a network may change a magnitude: by 26 dB either way. */
const MOST = 3;

/** The spectrum of a picture as it is found without a network, `frames × bins` numbers each. */
export interface RoughSpectrum {
  readonly real: Float32Array;
  readonly imaginary: Float32Array;
}

/** What a vocoder learns from: of each sound its picture moment by moment `[frames, rows]`, the rough spectrum of that, and the sound, `hop · (frames − 1)` samples. */
export interface VocoderData {
  readonly options: SpectrogramOptions;
  readonly columns: readonly Float32Array[];
  readonly rough: readonly RoughSpectrum[];
  readonly sounds: readonly Float32Array[];
}

/** Numbers that a network sees of each moment. */
export const seenOf = (options: SpectrogramOptions): number => rowsOf(options) + 3 * (options.fftSize / 2 + 1);

/** A picture `[rows, frames]` moment by moment, `[frames, rows]`. */
export function columnsOf(picture: ArrayLike<number>, options: SpectrogramOptions): Float32Array {
  const [rows, { frames }] = [rowsOf(options), options];
  return Float32Array.from(
    { length: rows * frames },
    (_, at) => picture[(at % rows) * frames + Math.floor(at / rows)] ?? 0,
  );
}

/** Magnitudes out of the bands of a picture, and phases by a few rounds of Griffin–Lim: what a network begins with. */
export function roughSpectrum(picture: ArrayLike<number>, options: SpectrogramOptions, random: Random): RoughSpectrum {
  const { fftSize, hop, frames } = options;
  const magnitudes = magnitudesOf(picture, options);
  const length = hop * (frames - 1);
  const found = stft(griffinLim(magnitudes, { fftSize, hop, rounds: ROUGH_ROUNDS, length, random }), options);
  const scaled = (numbers: Float64Array) =>
    Float32Array.from(numbers, (value, at) => {
      const size = Math.hypot(found.real[at] ?? 0, found.imaginary[at] ?? 0);
      return size > 0 ? (value / size) * Math.max(FLOOR, magnitudes[at] ?? 0) : 0;
    });
  return { real: scaled(found.real), imaginary: scaled(found.imaginary) };
}

/**
 * A sound as a vocoder learns it, or null where nothing can be heard. Pictures do not tell how loud a sound is, so it is brought to the loudness that they speak of:
 * the loudest band has the power 1.
 */
export function toLearn(clip: Float32Array, options: SpectrogramOptions, random: Random) {
  const sound = fitted(withPeak(clip, 1), options.hop * (options.frames - 1));
  const loudest = melSpectrogram(sound, options).data.reduce((most, power) => Math.max(most, power), 0);
  if (loudest < 1e-8) return null;
  const picture = drawSpectrogram(clip, options);
  return {
    columns: columnsOf(picture, options),
    rough: roughSpectrum(picture, options, random),
    sound: sound.map((value) => value / Math.sqrt(loudest)),
  };
}

/**
 * What a network sees of `frames` moments from `from` on, `[frames, seen]`: the picture, the logarithms of rough magnitudes, and how far each phase turns from moment to
 * moment beyond what a wave at the frequency of the bin would, as cosine and sine, by how loud it is.
 */
export function seenFrom(
  columns: Float32Array,
  { real, imaginary }: RoughSpectrum,
  options: SpectrogramOptions,
  from: number,
  frames: number,
): Float32Array {
  const [rows, bins, width] = [rowsOf(options), options.fftSize / 2 + 1, seenOf(options)];
  const seen = new Float32Array(frames * width);
  for (let frame = 0; frame < frames; frame++) {
    const [at, to] = [(from + frame) * bins, frame * width];
    seen.set(columns.subarray((from + frame) * rows, (from + frame + 1) * rows), to);
    for (let bin = 0; bin < bins; bin++) {
      const [x, y] = [real[at + bin] ?? 0, imaginary[at + bin] ?? 0];
      // 0 at the floor, about 1 where it is loud.
      const loud = Math.log(Math.max(FLOOR, Math.hypot(x, y)) / FLOOR) / 6;
      seen[to + rows + bin] = loud;
      if (from + frame === 0) continue;
      const [u, v] = [real[at - bins + bin] ?? 0, imaginary[at - bins + bin] ?? 0];
      const steady = (2 * Math.PI * ((bin * options.hop) % options.fftSize)) / options.fftSize;
      const turned = Math.atan2(y, x) - Math.atan2(v, u) - steady;
      seen[to + rows + bins + bin] = loud * Math.cos(turned);
      seen[to + rows + 2 * bins + bin] = loud * Math.sin(turned);
    }
  }
  return seen;
}

/** The rough spectrum as a network mends it: it says of each moment by how much each magnitude is to be larger, as a logarithm, and each phase, `[B, frames, 2 · bins]`. */
export function mendedSpectrum(said: Tensor, rough: SpectrumTensors): SpectrumTensors {
  const [batch = 0, frames = 0, both = 0] = said.shape;
  const part = (at: number) => slice(said, [0, 0, (at * both) / 2], [batch, frames, both / 2]);
  const larger = exp(maximum(minimum(part(0), MOST), -MOST));
  const [c, s] = [mul(larger, cos(part(1))), mul(larger, sin(part(1)))];
  return {
    real: sub(mul(rough.real, c), mul(rough.imaginary, s)),
    imaginary: add(mul(rough.real, s), mul(rough.imaginary, c)),
  };
}

/** The sounds of what a network says, `[B, hop · (frames − 1)]`. */
export const mendedSounds = (
  said: Tensor,
  rough: SpectrumTensors,
  options: SpectrogramOptions,
  constants: Constants,
): Tensor => soundTensor(mendedSpectrum(said, rough), options, constants);
