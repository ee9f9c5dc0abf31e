import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { attendAtOnce } from '@/ml/functions/attend';
import * as tf from '@/ml/tf';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { endThreads, installWasmKernels } from '@/workers/kernels/install';
import { distance, numbers } from './on-wasm';

/** On a shared memory, alone and with threads. */
const CHOICES = [
  ['simd', 1],
  ['simd', 3],
  ['relaxed', 1],
  ['relaxed', 3],
] as const;

beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 1 });
});
afterAll(() => endThreads(tf.backend()));

describe.each(CHOICES)('%s on %i threads', (variant, threads) => {
  beforeAll(async () => {
    endThreads(tf.backend());
    const { leftOut } = await installWasmKernels(tf.backend(), { log: () => {}, threads, variant });
    expect(leftOut).toEqual([]);
  });

  test('one long row times a large matrix, with bias and activation, is the product in float64, the same each time', () => {
    const size = fc.constantFrom(64, 67, 257, 384, 1021);
    fc.assert(
      fc.property(size, size, fc.boolean(), (k, n, relu) => {
        const [a, b, bias] = [numbers(k, 1), numbers(k * n, 2), numbers(n, 3)];
        const expected = Float64Array.from({ length: n }, (_, j) => {
          let sum = bias[j] ?? 0;
          for (let p = 0; p < k; p++) sum += (a[p] ?? 0) * (b[p * n + j] ?? 0);
          return relu ? Math.max(0, sum) : sum;
        });
        tf.tidy(() => {
          const [left, right, row] = [tf.tensor2d(a, [1, k]), tf.tensor2d(b, [k, n]), tf.tensor1d(bias)];
          const multiply = () =>
            tf.fused.matMul({ a: left, b: right, bias: row, activation: relu ? 'relu' : 'linear' }).dataSync();
          const ours = multiply();
          expect(distance(ours, expected) / Math.sqrt(k)).toBeLessThan(1e-5);
          expect(multiply()).toEqual(ours);
        });
      }),
      { numRuns: 25 },
    );
  });

  test('products, sums, broadcasts and attention of any size are those in float64', () => {
    const size = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(97, 128, 331));
    fc.assert(
      fc.property(size, size, size, fc.boolean(), fc.boolean(), (m, k, n, transposeA, transposeB) => {
        const [a, b, row] = [numbers(m * k, 1), numbers(k * n, 2), numbers(n, 3)];
        const at = (i: number, p: number) => a[transposeA ? p * m + i : i * k + p] ?? 0;
        const to = (p: number, j: number) => b[transposeB ? j * k + p : p * n + j] ?? 0;
        const product = new Float64Array(m * n);
        for (let i = 0; i < m; i++)
          for (let j = 0; j < n; j++)
            for (let p = 0; p < k; p++) product[i * n + j] = (product[i * n + j] ?? 0) + at(i, p) * to(p, j);
        tf.tidy(() => {
          const left = tf.tensor2d(a, transposeA ? [k, m] : [m, k]);
          const right = tf.tensor2d(b, transposeB ? [n, k] : [k, n]);
          const ours = tf.matMul(left, right, transposeA, transposeB);
          const scale = Math.sqrt(k);
          expect(distance(ours.dataSync(), product) / scale).toBeLessThan(1e-5);
          const moved = tf.add(ours, tf.tensor1d(row)).dataSync();
          expect(
            distance(
              moved,
              product.map((value, index) => value + (row[index % n] ?? 0)),
            ) / scale,
          ).toBeLessThan(1e-5);
          const sums = Float64Array.from({ length: n }, (_, j) => {
            let sum = 0;
            for (let i = 0; i < m; i++) sum += product[i * n + j] ?? 0;
            return sum;
          });
          expect(distance(tf.sum(ours, 0).dataSync(), sums) / (scale * Math.sqrt(m))).toBeLessThan(1e-5);
        });
      }),
      { numRuns: 40, seed: 5 },
    );
  });

  test('the same numbers come out as often as one asks, whichever thread did which part', () => {
    const answers = tf.tidy(() => {
      const [q, dy] = [
        tf.tensor4d(numbers(3 * 97 * 4 * 8, 1), [3, 97, 4, 8]),
        tf.tensor4d(numbers(3 * 97 * 4 * 8, 2), [3, 97, 4, 8]),
      ];
      const towards = tf.grad((x: tf.Tensor) => attendAtOnce(x, x, x, { causal: true }));
      return Array.from({ length: 5 }, () => [...towards(q, dy).dataSync()]);
    });
    for (const again of answers) expect(again).toEqual(answers[0]);
  });
});
