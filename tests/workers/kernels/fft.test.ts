import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import * as tf from '@/ml/tf';
import { distance, numbers, startWasm } from './on-wasm';

beforeAll(async () => {
  const { installed, leftOut } = await startWasm();
  expect(leftOut).toEqual([]);
  expect(installed).toEqual(expect.arrayContaining(['Complex', 'Real', 'Imag', 'ComplexAbs', 'FFT', 'IFFT']));
});

/** The transform as the sum that defines it, in float64: real and imaginary parts in turns. */
function reference(re: ArrayLike<number>, im: ArrayLike<number>, n: number, sign: 1 | -1): number[] {
  const out: number[] = [];
  for (let row = 0; row < re.length; row += n) {
    for (let k = 0; k < n; k++) {
      let [sumRe, sumIm] = [0, 0];
      for (let t = 0; t < n; t++) {
        const angle = (sign * 2 * Math.PI * ((k * t) % n)) / n;
        const [a, b] = [re[row + t] ?? 0, im[row + t] ?? 0];
        sumRe += a * Math.cos(angle) - b * Math.sin(angle);
        sumIm += a * Math.sin(angle) + b * Math.cos(angle);
      }
      out.push(...(sign < 0 ? [sumRe, sumIm] : [sumRe / n, sumIm / n]));
    }
  }
  return out;
}

const lengths = fc.oneof(
  fc.integer({ min: 1, max: 40 }),
  fc.constantFrom(1, 2, 4, 8, 16, 32, 64, 128, 256, 512),
  fc.constantFrom(97, 100, 121, 127, 243, 257, 400),
);

test.each([
  ['fft', tf.spectral.fft, -1],
  ['ifft', tf.spectral.ifft, 1],
] as const)('%s of any length and any rank is the sum that defines it', (_name, op, sign) => {
  fc.assert(
    fc.property(lengths, fc.constantFrom([], [1], [3], [2, 2]), fc.nat(99), (n, outer, seed) => {
      const shape = [...outer, n];
      const count = shape.reduce((size, length) => size * length, 1);
      const [re, im] = [numbers(count, seed), numbers(count, seed + 1)];
      const before = tf.memory();
      const out = tf.tidy(() => op(tf.complex(tf.tensor(re, shape), tf.tensor(im, shape))));
      const actual = out.dataSync();
      expect([out.dtype, out.shape]).toEqual(['complex64', shape]);
      out.dispose();
      // An error of a transform is measured by the size of the whole row, as rounding errors go.
      const expected = reference(re, im, n, sign);
      const scale = Math.max(1, ...expected.map(Math.abs));
      const worst = expected.reduce(
        (most, value, at) => Math.max(most, Math.abs(value - (actual[at] ?? Number.NaN))),
        0,
      );
      expect(worst / scale).toBeLessThan(2e-6);
      expect(tf.memory()).toEqual(before);
    }),
    { numRuns: 80 },
  );
});

test('complex tensors are read, cloned, reshaped, taken apart and freed like others', () => {
  const before = tf.backend().numDataIds();
  const z = tf.complex([3, 0, 1, -2], [4, -5, 1, 0]);
  const copy = tf.tidy(() => tf.reshape(tf.clone(z), [2, 2]));
  z.dispose();
  expect([copy.dtype, copy.shape, [...copy.dataSync()]]).toEqual(['complex64', [2, 2], [3, 4, 0, -5, 1, 1, -2, 0]]);
  tf.tidy(() => {
    expect([...tf.real(copy).dataSync()]).toEqual([3, 0, 1, -2]);
    expect([...tf.imag(copy).dataSync()]).toEqual([4, -5, 1, 0]);
    expect(distance(tf.abs(copy).dataSync(), [5, 5, Math.SQRT2, 2])).toBeLessThan(1e-6);
    expect([...tf.zerosLike(copy).dataSync()]).toEqual(Array(8).fill(0));
  });
  copy.dispose();
  expect(tf.backend().numDataIds()).toBe(before);
});

test('what rfft makes of a signal, irfft makes a signal of again', () => {
  for (const n of [2, 4, 16, 30, 256, 500]) {
    tf.tidy(() => {
      const signal = tf.tensor2d(numbers(3 * n, n), [3, n]);
      const back = tf.spectral.irfft(tf.spectral.rfft(signal));
      expect(back.shape).toEqual([3, n]);
      expect(distance(back.dataSync(), signal.dataSync())).toBeLessThan(2e-6);
    });
  }
});

test('a short-time transform of a tone has its peak at the tone', () => {
  tf.tidy(() => {
    const tone = tf.tensor1d(Float32Array.from({ length: 4_000 }, (_, at) => Math.sin((2 * Math.PI * 32 * at) / 512)));
    const spectra = tf.abs(tf.signal.stft(tone, 400, 160, 512));
    expect(spectra.shape).toEqual([23, 257]);
    expect([...new Set(tf.argMax(spectra, -1).dataSync())]).toEqual([32]);
  });
});

test('transforms of real numbers are refused, those of none are empty', () => {
  expect(() => tf.spectral.fft(tf.ones([4]))).toThrow(/complex64/);
  const none = tf.spectral.fft(tf.complex(tf.zeros([0, 8]), tf.zeros([0, 8])));
  expect([none.shape, none.dataSync().length]).toEqual([[0, 8], 0]);
});
