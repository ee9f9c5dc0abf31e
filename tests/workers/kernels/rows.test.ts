import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { crossEntropy } from '@/ml/functions/cross-entropy';
import { embedding } from '@/ml/functions/embedding';
import { gelu } from '@/ml/functions/gelu';
import { groupNorm } from '@/ml/functions/group-norm';
import { layerNorm, rmsNorm } from '@/ml/functions/norms';
import { silu } from '@/ml/functions/silu';
import { swiglu } from '@/ml/functions/swiglu';
import * as tf from '@/ml/tf';
import { distance, startWasm } from './on-wasm';
import { both } from './reference';
import { crossEntropyOf, geluOf, groupNormOf, normOf, siluOf, softmaxOf } from './references';
import { expectSame } from './slopes';

const KERNELS = ['LayerNorm', 'RmsNorm', 'GroupNorm', 'Gelu', 'Silu', 'Swiglu', 'CrossEntropy'];

/** On wasm a kernel does it in one pass, on cpu it is composed of ops: both are what float64 gives. */
describe.each(['wasm', 'cpu'])('on %s', (backend) => {
  beforeAll(async () => {
    const { installed } = await startWasm();
    expect(installed).toEqual(expect.arrayContaining(KERNELS.flatMap((name) => [`Fused${name}`, `Fused${name}Grad`])));
    if (backend === 'cpu') await import('@tensorflow/tfjs-backend-cpu');
    await tf.setBackend(backend);
  });

  const width = fc.oneof(fc.integer({ min: 1, max: 13 }), fc.constantFrom(16, 31, 37));
  const seed = fc.nat(99);
  const check = <T extends unknown[]>(
    arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
    run: (...given: T) => void,
  ) =>
    fc.assert(
      fc.property(fc.tuple<T>(...arbitraries), (given) => run(...given)),
      { numRuns: 25 },
    );

  test('layer norm and its gradient', () => {
    check([fc.integer({ min: 1, max: 19 }), width, seed, fc.boolean()], (rows, columns, seed, hasBias) => {
      const shapes = [[rows, columns], [columns], ...(hasBias ? [[columns]] : [])];
      expectSame(
        (x, weight, bias) => layerNorm(x, weight, bias, 0.1),
        (x, weight, bias) => normOf(x, weight, bias, 0.1),
        shapes,
        seed,
      );
    });
  });

  test('RMS norm and its gradient', () => {
    check([fc.integer({ min: 1, max: 19 }), width, seed], (rows, columns, seed) => {
      expectSame(
        (x, weight) => rmsNorm(x, weight, 0.1),
        (x, weight) => normOf(x, weight, undefined, 0.1, false),
        [[rows, columns], [columns]],
        seed,
      );
    });
  });

  test('group norm and its gradient, alone and with SiLU', () => {
    const groups = fc.integer({ min: 1, max: 4 });
    const each = fc.integer({ min: 1, max: 5 });
    check(
      [fc.integer({ min: 1, max: 2 }), fc.integer({ min: 1, max: 9 }), groups, each, fc.boolean(), seed],
      (images, places, groups, each, silu, seed) => {
        const options = { groups, epsilon: 0.1, silu };
        const channels = groups * each;
        expectSame(
          (x, weight, bias) => groupNorm(x, weight, bias, options),
          (x, weight, bias) => groupNormOf(x, weight, bias, { ...options, places }),
          [[images, places, channels], [channels], [channels]],
          seed,
        );
      },
    );
  });

  test('GELU, SiLU and SwiGLU and their gradients', () => {
    check([fc.constantFrom(1, 3, 4, 7, 257), seed], (count, seed) => {
      const shape = count === 257 ? [257] : [count, 2];
      expectSame(
        (x) => gelu(x),
        (x) => x.map(geluOf),
        [shape],
        seed,
      );
      expectSame(
        (x) => silu(x),
        (x) => x.map(siluOf),
        [shape],
        seed,
      );
      expectSame(
        (gate, up) => swiglu(gate, up),
        (gate, up) => gate.map((value, index) => siluOf(value) * (up[index] ?? 0)),
        [shape, shape],
        seed,
      );
    });
  });

  test('cross-entropy and its gradient', () => {
    check([fc.integer({ min: 1, max: 9 }), width, seed], (rows, columns, seed) => {
      // TF.js makes no one-hot rows of a single entry, so nor does what is composed of them.
      const labels = Array.from({ length: rows }, (_, row) => (row * 7 + seed) % (columns + 1));
      expectSame(
        (logits) => crossEntropy(logits, tf.tensor1d(labels, 'int32')),
        (logits) => [crossEntropyOf(logits, labels, columns + 1)],
        [[rows, columns + 1]],
        seed,
      );
    });
  });

  test('an embedding and its gradient', () => {
    const ids = fc.array(fc.nat(36), { minLength: 1, maxLength: 40 });
    check([ids, width, seed], (ids, columns, seed) => {
      expectSame(
        (table) => embedding(table, tf.tensor1d(ids, 'int32')),
        (table) => ids.flatMap((id) => [...table.subarray(id * columns, (id + 1) * columns)]),
        [[37, columns]],
        seed,
      );
    });
  });

  test('a single NaN or infinity is not hidden', () => {
    tf.tidy(() => {
      const x = tf.tensor2d([
        [1, Number.NaN, 3, 4, 5],
        [1, 2, 3, 4, 5],
      ]);
      const ones = tf.ones([5]);
      for (const out of [layerNorm(x, ones, undefined, 1e-5), rmsNorm(x, ones, 1e-5), tf.softmax(x)]) {
        const values = [...out.dataSync()].map(Number.isNaN);
        expect(values).toEqual([...Array(5).fill(true), ...Array(5).fill(false)]);
      }
      expect([...gelu(x).dataSync()].map(Number.isNaN).indexOf(true)).toBe(1);
      expect(crossEntropy(x, tf.tensor1d([0, 0], 'int32')).dataSync()[0]).toBeNaN();
      const far = silu(tf.tensor1d([Number.POSITIVE_INFINITY, 200, -200]));
      expect([...far.dataSync()].map((value) => value + 0)).toEqual([Number.POSITIVE_INFINITY, 200, 0]);
    });
  });

  test('nothing has no rows, and takes nothing with it', () => {
    tf.tidy(() => {
      const none = tf.zeros([0, 3]);
      expect(layerNorm(none, tf.ones([3]), tf.ones([3]), 1e-5).shape).toEqual([0, 3]);
      expect([gelu(none).shape, swiglu(none, none).shape]).toEqual([
        [0, 3],
        [0, 3],
      ]);
    });
  });
});

describe('on wasm', () => {
  beforeAll(async () => {
    await tf.setBackend('wasm');
  });

  test('many rows and long ones keep their digits', () => {
    const { tensor, grid } = both([700, 1031], 5, (value) => Math.fround(value + 30));
    const [weight, bias] = [both([1031], 6), both([1031], 7)];
    const out = layerNorm(tensor, weight.tensor, bias.tensor, 1e-5);
    const expected = normOf(grid.values, weight.grid.values, bias.grid.values, 1e-5);
    expect(distance(out.dataSync(), expected)).toBeLessThan(2e-5);
    const probabilities = tf.softmax(tensor);
    expect(distance(probabilities.dataSync(), softmaxOf(grid.values, 1031))).toBeLessThan(1e-6);
    tf.dispose([tensor, out, weight.tensor, bias.tensor, probabilities]);
  });

  test('group norm of an image in many stripes, far from zero', () => {
    const { tensor, grid } = both([2, 40, 50, 12], 5, (value) => Math.fround(value + 100));
    const [weight, bias] = [both([12], 6), both([12], 7)];
    const options = { groups: 3, epsilon: 1e-5, silu: true };
    const out = groupNorm(tensor, weight.tensor, bias.tensor, options);
    const expected = groupNormOf(grid.values, weight.grid.values, bias.grid.values, { ...options, places: 2000 });
    expect(distance(out.dataSync(), expected)).toBeLessThan(2e-5);
    tf.dispose([tensor, out, weight.tensor, bias.tensor]);
  });

  test('softmax, max and min over the last axes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(99),
        (columns, rows, seed) => {
          const { tensor, grid } = both([rows, 2, columns], seed);
          const [shares, most, least] = [tf.softmax(tensor), tf.max(tensor, [1, 2]), tf.min(tensor, -1, true)];
          expect(distance(shares.dataSync(), softmaxOf(grid.values, columns))).toBeLessThan(1e-6);
          const chunk = (length: number) =>
            Array.from({ length: grid.values.length / length }, (_, at) =>
              grid.values.slice(at * length, (at + 1) * length),
            );
          expect([...most.dataSync()]).toEqual(chunk(2 * columns).map((row) => Math.max(...row)));
          expect([...least.dataSync()]).toEqual(chunk(columns).map((row) => Math.min(...row)));
          expect([most.shape, least.shape]).toEqual([[rows], [rows, 2, 1]]);
          tf.dispose([tensor, shares, most, least]);
        },
      ),
      { numRuns: 60 },
    );
    const x = tf.tensor2d([
      [1, 5],
      [7, 3],
    ]);
    expect([...tf.max(x, 0).dataSync()]).toEqual([7, 5]);
    x.dispose();
  });

  test('what is hidden from a softmax has no share', () => {
    tf.tidy(() => {
      const shares = tf.softmax(tf.tensor2d([[0, -1e9, Number.NEGATIVE_INFINITY, -104.1, -88, 0]])).dataSync();
      expect([...shares.slice(0, 4), shares[5]]).toEqual([0.5, 0, 0, 0, 0.5]);
      expect((shares[4] ?? 0) / (Math.exp(-88) / 2)).toBeCloseTo(1, 4);
    });
  });

  test('a label that is not in the vocabulary is refused, and nothing is left behind', () => {
    const [logits, labels] = [tf.ones([2, 3]), tf.tensor1d([2, 3], 'int32')];
    const before = tf.memory().numTensors;
    expect(() => crossEntropy(logits, labels)).toThrow(/Label 3 .* at place 1, is not in 0 … 2/);
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose([logits, labels]);
  });

  test('a fused function keeps x and two numbers a row, not the tensors between', () => {
    const [x, weight] = [tf.ones([64, 256]), tf.ones([256])];
    const loss = (x: tf.Tensor) => tf.sum(gelu(layerNorm(x, weight, undefined, 1e-5)));
    const held = () => {
      let buffers = 0;
      const gradient = tf.grad((x: tf.Tensor) => {
        const before = tf.memory().numDataBuffers;
        const y = loss(x);
        buffers = tf.memory().numDataBuffers - before;
        return y;
      })(x);
      gradient.dispose();
      return buffers;
    };
    // Mean, inverse deviation, the two values, and the sum.
    expect(held()).toBe(5);
    tf.dispose([x, weight]);
  });
});
