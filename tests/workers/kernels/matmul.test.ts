import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import * as tf from '@/ml/tf';
import { distance, numbers, startWasm } from './on-wasm';

beforeAll(async () => {
  const { installed, leftOut } = await startWasm();
  expect(leftOut).toEqual([]);
  expect(installed).toContain('BatchMatMul');
});

/** Lengths that hit every edge of the 6 × 8 tile, the blocks of 96 rows and 256 steps, and the paths for few rows. */
const length = fc.oneof(fc.integer({ min: 0, max: 40 }), fc.constantFrom(1, 2, 3, 4, 7, 53, 97, 127, 192));
const deep = fc.oneof(length, fc.constantFrom(257, 300, 521));
const matrices = fc.record({
  m: length,
  k: deep,
  n: fc.oneof(length, fc.constantFrom(515)),
  transposeA: fc.boolean(),
  transposeB: fc.boolean(),
  seed: fc.nat(1000),
});

describe('matMul on wasm', () => {
  test('a product of any shape, either side transposed, is the product in float64', () => {
    fc.assert(
      fc.property(matrices, ({ m, k, n, transposeA, transposeB, seed }) => {
        const left = numbers(m * k, seed);
        const right = numbers(k * n, seed + 1);
        const expected = product({ m, k, n, transposeA, transposeB }, left, right);
        const a = tf.tensor(left, transposeA ? [k, m] : [m, k]);
        const b = tf.tensor(right, transposeB ? [n, k] : [k, n]);
        const c = tf.matMul(a, b, transposeA, transposeB);
        expect(c.shape).toEqual([m, n]);
        expect(distance(c.dataSync(), expected)).toBeLessThan(2e-6 * Math.max(8, k));
        tf.dispose([a, b, c]);
      }),
      { numRuns: 150 },
    );
  });

  test('batches broadcast against each other as NumPy has it', () => {
    const batches = fc.constantFrom(
      [[3], [3]],
      [[3], [1]],
      [[1], [3]],
      [
        [2, 3],
        [2, 3],
      ],
      [
        [2, 1],
        [1, 3],
      ],
      [
        [2, 3],
        [1, 1],
      ],
      [[0], [1]],
    );
    const small = fc.integer({ min: 1, max: 13 });
    const shape = fc.record({ m: small, k: small, n: small, transposeA: fc.boolean(), transposeB: fc.boolean() });
    fc.assert(
      fc.property(batches, shape, ([batchA = [], batchB = []], { m, k, n, transposeA, transposeB }) => {
        const a = random([...batchA, ...(transposeA ? [k, m] : [m, k])], 1);
        const b = random([...batchB, ...(transposeB ? [n, k] : [k, n])], 2);
        const c = tf.matMul(a, b, transposeA, transposeB);
        const batch = tf.broadcast_util.assertAndGetBroadcastShape([...batchA], [...batchB]);
        expect(c.shape).toEqual([...batch, m, n]);
        const [left, right] = [a.dataSync<'float32'>(), b.dataSync<'float32'>()];
        const expected: number[] = [];
        forEachIndex(batch, (index) => {
          const [atA, atB] = [offset(batchA, index) * m * k, offset(batchB, index) * k * n];
          const part = product(
            { m, k, n, transposeA, transposeB },
            left.slice(atA, atA + m * k),
            right.slice(atB, atB + k * n),
          );
          expected.push(...part);
        });
        expect(distance(c.dataSync(), expected)).toBeLessThan(2e-5);
        tf.dispose([a, b, c]);
      }),
      { numRuns: 80 },
    );
  });

  test.each([
    ['linear', (x: number) => x],
    ['relu', (x: number) => Math.max(0, x)],
    ['relu6', (x: number) => Math.min(6, Math.max(0, x))],
    ['sigmoid', (x: number) => 1 / (1 + Math.exp(-x))],
    ['elu', (x: number) => (x < 0 ? Math.exp(x) - 1 : x)],
  ] as const)('a fused product adds the bias and applies %s', (activation, apply) => {
    for (const [m, k, n] of [
      [1, 5, 7],
      [6, 8, 8],
      [13, 31, 18],
    ] as const) {
      const [a, b, bias] = [random([m, k], 3), random([k, n], 4), random([n], 5)];
      const c = tf.fused.matMul({ a, b, bias, activation, transposeA: false, transposeB: false });
      const biases = bias.dataSync<'float32'>();
      const plain = product(
        { m, k, n, transposeA: false, transposeB: false },
        a.dataSync<'float32'>(),
        b.dataSync<'float32'>(),
      );
      const expected = plain.map((value, index) => apply(value + (biases[index % n] ?? 0)));
      expect(distance(c.dataSync(), expected)).toBeLessThan(2e-5);
      tf.dispose([a, b, bias, c]);
    }
  });

  test('gradients flow through a batched product with a transposed side and leave no tensor behind', () => {
    const [a, b] = [random([2, 3, 5], 6), random([2, 4, 5], 7)];
    const before = tf.memory().numTensors;
    const gradient = tf.grad((x: tf.Tensor) => tf.sum(tf.matMul(x, b, false, true)))(a);
    // The gradient of the sum of a · bᵀ by a is the sum of the rows of b.
    const expected = tf.tidy(() => tf.tile(tf.sum(b, 1, true), [1, 3, 1]));
    expect(distance(gradient.dataSync(), expected.dataSync())).toBeLessThan(1e-5);
    tf.dispose([gradient, expected]);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('matrices that do not fit are refused', () => {
    const [a, b] = [tf.zeros([2, 3]), tf.zeros([2, 3])];
    expect(() => tf.matMul(a, b)).toThrow(/inner shapes|do not fit/);
    tf.dispose([a, b]);
  });
});

interface Product {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

function product({ m, k, n, transposeA, transposeB }: Product, a: Float32Array, b: Float32Array): number[] {
  const out: number[] = [];
  for (let row = 0; row < m; row++) {
    for (let column = 0; column < n; column++) {
      let sum = 0;
      for (let inner = 0; inner < k; inner++) {
        const left = a[transposeA ? inner * m + row : row * k + inner] ?? Number.NaN;
        sum += left * (b[transposeB ? column * k + inner : inner * n + column] ?? Number.NaN);
      }
      out.push(sum);
    }
  }
  return out;
}

const random = (shape: readonly number[], seed: number): tf.Tensor =>
  tf.tensor(
    numbers(
      shape.reduce((size, length) => size * length, 1),
      seed,
    ),
    [...shape],
  );

function forEachIndex(shape: readonly number[], visit: (index: readonly number[]) => void): void {
  const size = shape.reduce((count, length) => count * length, 1);
  for (let flat = 0; flat < size; flat++) {
    let rest = flat;
    const index = [...shape].reverse().map((length) => {
      const at = rest % length;
      rest = Math.floor(rest / length);
      return at;
    });
    visit(index.reverse());
  }
}

const offset = (shape: readonly number[], index: readonly number[]): number =>
  shape.reduce((at, length, axis) => at * length + (length === 1 ? 0 : (index[axis] ?? 0)), 0);
