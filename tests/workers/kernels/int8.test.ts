import '@tensorflow/tfjs-backend-cpu';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { quantise } from '@/ml/compress/quantise';
import { matrixOf } from '@/ml/compress/upload';
import { linearInt8 } from '@/ml/functions/linear-int8';
import * as tf from '@/ml/tf';
import { distance, numbers, startWasm } from './on-wasm';

/** The matrix in eight bits, each output by its own scale. */
const quantiseInt8 = (data: Float32Array, inputs: number, outputs: number) =>
  matrixOf(quantise({ shape: [inputs, outputs], data }, { bits: 8, groupSize: 0, channels: 'columns' }), [
    inputs,
    outputs,
  ]);

beforeAll(async () => {
  await startWasm();
});

const size = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(15, 16, 17, 63));

test('a product with eight-bit weights is that with the weights they stand for, on wasm and on cpu', async () => {
  await fc.assert(
    fc.asyncProperty(size, size, size, fc.boolean(), async (m, k, n, biased) => {
      const [x, weight, bias] = [numbers(m * k, 1), numbers(k * n, 2), numbers(n, 3)];
      const measure = () =>
        tf.tidy(() => {
          const matrix = quantiseInt8(weight, k, n);
          const y = linearInt8(tf.tensor2d(x, [m, k]), matrix, biased ? tf.tensor1d(bias) : undefined);
          return { y: y.dataSync(), scales: matrix.scales.dataSync() };
        });
      const { y, scales } = measure();
      const reference = new Float64Array(m * n);
      for (let i = 0; i < m; i++) {
        for (let j = 0; j < n; j++) {
          const scale = scales[j] ?? 0;
          let sum = biased ? (bias[j] ?? 0) : 0;
          for (let p = 0; p < k; p++) {
            const code = Math.round((weight[p * n + j] ?? 0) / scale);
            // The weights it stands for are off by half a step at most.
            expect(Math.abs(code * scale - (weight[p * n + j] ?? 0))).toBeLessThanOrEqual(scale * 0.5001);
            sum += (x[i * k + p] ?? 0) * code * scale;
          }
          reference[i * n + j] = sum;
        }
      }
      expect(distance(y, reference)).toBeLessThan(1e-5);
      await tf.setBackend('cpu');
      const onCpu = measure().y;
      await tf.setBackend('wasm');
      expect(distance(onCpu, reference)).toBeLessThan(1e-5);
    }),
    { numRuns: 40, seed: 3 },
  );
});

test('an output without weights stays one', () => {
  tf.tidy(() => {
    const matrix = quantiseInt8(new Float32Array(6), 3, 2);
    expect([...linearInt8(tf.ones([2, 3]), matrix, tf.tensor1d([1, 2])).dataSync()]).toEqual([1, 2, 1, 2]);
  });
});
