import type { Constants } from '../layers/constants';
import { add, concat, div, matMul, mul, pad, reshape, slice, type Tensor, tensor } from '../tf';
import { hann, leastWeight, type StftOptions } from './stft';

/** Complex numbers as two tensors, `[B, frames, bins]` each. */
export interface SpectrumTensors {
  readonly real: Tensor;
  readonly imaginary: Tensor;
}

/**
 * `stft` of a batch of sounds `[B, samples]`, differentiable: frames times the window times the Fourier basis, one matrix product. Tables are kept in `constants`.
 */
export function spectrumTensors(sounds: Tensor, { fftSize, hop }: StftOptions, constants: Constants): SpectrumTensors {
  const [batch = 0, samples = 0] = sounds.shape;
  const [frames, bins] = [1 + Math.floor(samples / hop), fftSize / 2 + 1];
  const parts = Math.ceil(fftSize / hop);
  // Enough silence behind that the last frame's last part is there.
  const whole = (frames + parts - 1) * hop;
  const padded = pad(sounds, [
    [0, 0],
    [fftSize / 2, Math.max(0, whole - samples - fftSize / 2)],
  ]);
  const steps = reshape(slice(padded, [0, 0], [batch, whole]), [batch, frames + parts - 1, hop]);
  const rows = concat(
    Array.from({ length: parts }, (_, part) => slice(steps, [0, part, 0], [batch, frames, hop])),
    2,
  );
  const windows = reshape(slice(rows, [0, 0, 0], [batch, frames, fftSize]), [batch * frames, fftSize]);
  const turned = matMul(
    windows,
    constants.get(`analysis/${fftSize}`, () => analysisBasis(fftSize)),
  );
  const part = (from: number) => reshape(slice(turned, [0, from], [batch * frames, bins]), [batch, frames, bins]);
  return { real: part(0), imaginary: part(bins) };
}

/**
 * `inverseStft` of a batch, differentiable: the inverse basis with the window in it, frames added where they overlap, divided by the sum of squared windows
 * (Griffin & Lim 1984, eq. 6), or by `leastWeight`.
 * @returns `[B, hop · (frames − 1)]`
 */
export function soundTensor(
  { real, imaginary }: SpectrumTensors,
  { fftSize, hop }: StftOptions,
  constants: Constants,
): Tensor {
  const [batch = 0, frames = 0, bins = 0] = real.shape;
  const parts = Math.ceil(fftSize / hop);
  const both = concat([reshape(real, [batch * frames, bins]), reshape(imaginary, [batch * frames, bins])], 1);
  const windows = matMul(
    both,
    constants.get(`synthesis/${fftSize}/${parts * hop}`, () => synthesisBasis(fftSize, parts * hop)),
  );
  const steps = reshape(windows, [batch, frames, parts, hop]);
  let sum: Tensor | null = null;
  for (let part = 0; part < parts; part++) {
    const shifted = pad(reshape(slice(steps, [0, 0, part, 0], [batch, frames, 1, hop]), [batch, frames, hop]), [
      [0, 0],
      [part, parts - 1 - part],
      [0, 0],
    ]);
    sum = sum ? add(sum, shifted) : shifted;
  }
  const samples = hop * (frames - 1);
  const all = reshape(sum ?? real, [batch, (frames + parts - 1) * hop]);
  const weight = constants.get(`overlap/${fftSize}/${hop}/${frames}`, () => overlap(fftSize, hop, frames));
  return div(slice(all, [0, fftSize / 2], [batch, samples]), weight);
}

/** |X|², with a little that keeps the slope of its root and of its logarithm finite. */
export const powerTensor = ({ real, imaginary }: SpectrumTensors, floor: number): Tensor =>
  add(add(mul(real, real), mul(imaginary, imaginary)), floor);

/** `[fftSize, 2 · bins]`: window · cos, and − window · sin. */
function analysisBasis(fftSize: number): Tensor {
  const [window, bins] = [hann(fftSize), fftSize / 2 + 1];
  const basis = new Float32Array(fftSize * 2 * bins);
  for (let n = 0; n < fftSize; n++)
    for (let k = 0; k < bins; k++) {
      // Whole turns are taken off before the angle is rounded.
      const angle = (2 * Math.PI * ((k * n) % fftSize)) / fftSize;
      basis[n * 2 * bins + k] = (window[n] ?? 0) * Math.cos(angle);
      basis[n * 2 * bins + bins + k] = -(window[n] ?? 0) * Math.sin(angle);
    }
  return tensor(basis, [fftSize, 2 * bins]);
}

/** `[2 · bins, length]`: what each bin's real and imaginary part give at each place of a window, and nothing behind it. */
function synthesisBasis(fftSize: number, length: number): Tensor {
  const [window, bins] = [hann(fftSize), fftSize / 2 + 1];
  const basis = new Float32Array(2 * bins * length);
  for (let k = 0; k < bins; k++)
    for (let n = 0; n < fftSize; n++) {
      const angle = (2 * Math.PI * ((k * n) % fftSize)) / fftSize;
      const share = ((window[n] ?? 0) * (k === 0 || k === bins - 1 ? 1 : 2)) / fftSize;
      basis[k * length + n] = share * Math.cos(angle);
      basis[(bins + k) * length + n] = -share * Math.sin(angle);
    }
  return tensor(basis, [2 * bins, length]);
}

/** `[1, samples]`: the sum of squared windows at each sample. */
function overlap(fftSize: number, hop: number, frames: number): Tensor {
  const window = hann(fftSize);
  const weight = new Float32Array(hop * (frames - 1));
  for (let frame = 0; frame < frames; frame++)
    for (let n = 0; n < fftSize; n++) {
      const at = frame * hop + n - fftSize / 2;
      if (at >= 0 && at < weight.length) weight[at] = (weight[at] ?? 0) + (window[n] ?? 0) ** 2;
    }
  const least = leastWeight(weight);
  return tensor(
    weight.map((sum) => Math.max(least, sum)),
    [1, weight.length],
  );
}
