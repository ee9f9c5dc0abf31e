import '@tensorflow/tfjs-backend-cpu';
import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { attendAtOnce, attendsAtOnce, attentionProbabilities, mixValues } from '@/ml/functions/attend';
import { alibiSlopes, attentionBias } from '@/ml/functions/attention-bias';
import { quarterTurn, rotaryAngles, rotate } from '@/ml/functions/rope';
import { createKeyValueCache } from '@/ml/layers/key-value-cache';
import * as tf from '@/ml/tf';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { distance, numbers } from './on-wasm';

beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 2 });
});
afterEach(() => tf.setBackend('wasm'));

interface Case {
  readonly batch: number;
  readonly queries: number;
  readonly before: number;
  readonly groups: number;
  readonly group: number;
  readonly width: number;
  readonly causal: boolean;
  readonly alibi: boolean;
}
const cases: fc.Arbitrary<Case> = fc.record({
  batch: fc.integer({ min: 1, max: 3 }),
  // Around the 48 queries of a block, and the four lanes of a vector.
  queries: fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(47, 48, 49, 97)),
  before: fc.constantFrom(0, 0, 1, 5),
  groups: fc.integer({ min: 1, max: 3 }),
  group: fc.integer({ min: 1, max: 3 }),
  width: fc.constantFrom(1, 3, 4, 7, 16),
  causal: fc.boolean(),
  alibi: fc.boolean(),
});

function tensors({ batch, queries, before, groups, group, width }: Case) {
  const shape = (tokens: number, heads: number): [number, number, number, number] => [batch, tokens, heads, width];
  const make = (seed: number, [b, t, h, d]: [number, number, number, number]) =>
    tf.tensor4d(numbers(b * t * h * d, seed), [b, t, h, d]);
  const [many, few] = [shape(queries, groups * group), shape(queries + before, groups)];
  return { q: make(1, many), k: make(2, few), v: make(3, few), dy: make(4, many) };
}

/** Attention in steps, as it is on other backends, which the tests of ml/ hold against numpy. */
function inSteps(q: tf.Tensor, k: tf.Tensor, v: tf.Tensor, { queries, before, causal, alibi, groups, group }: Case) {
  const bias = attentionBias(queries, queries + before, causal, alibi ? alibiSlopes(groups * group) : []);
  return mixValues(attentionProbabilities(q, k, bias?.()), v);
}

test('attention in one kernel, and its gradients, are those of attention in steps', async () => {
  expect(attendsAtOnce()).toBe(true);
  const kept = tf.memory().numTensors;
  await fc.assert(
    fc.asyncProperty(cases, async (one) => {
      const measure = (attend: (q: tf.Tensor, k: tf.Tensor, v: tf.Tensor) => tf.Tensor) =>
        tf.tidy(() => {
          const { q, k, v, dy } = tensors(one);
          const loss = (...given: tf.Tensor[]) => {
            const [q, k, v] = given;
            if (!q || !k || !v) throw new Error('three tensors');
            return attend(q, k, v);
          };
          const gradients = tf.grads(loss)([q, k, v], dy);
          return [loss(q, k, v), ...gradients].map((tensor) => tensor.dataSync());
        });
      const slopes = () => (one.alibi ? tf.tensor1d(alibiSlopes(one.groups * one.group)) : undefined);
      const ours = measure((q, k, v) => attendAtOnce(q, k, v, { causal: one.causal, slopes: slopes() }));
      await tf.setBackend('cpu');
      const reference = measure((q, k, v) => inSteps(q, k, v, one));
      await tf.setBackend('wasm');
      ours.forEach((values, index) => {
        expect(distance(values, reference[index] ?? [])).toBeLessThan(2e-5);
      });
    }),
    { numRuns: 60, seed: 11 },
  );
  expect(tf.memory().numTensors).toBe(kept);
});

test.each(['q', 'k', 'v'])('a number that is none in %s is not hidden', (name) => {
  const make = (own: string) => tf.tensor4d([1, 2, 3, own === name ? Number.NaN : 4], [1, 2, 1, 2]);
  const [q, k, v] = [make('q'), make('k'), make('v')];
  const out = attendAtOnce(q, k, v, { causal: true });
  expect(Number.isNaN(out.dataSync()[3])).toBe(true);
  tf.dispose([q, k, v, out]);
});

describe('rotary positions', () => {
  test.each([
    [2, 3, 2, 8],
    [1, 5, 3, 2],
    [3, 1, 1, 6],
    [1, 7, 2, 14],
  ])('[%i, %i, %i, %i] in one pass, and back, are those in steps', async (batch, tokens, heads, width) => {
    const measure = () =>
      tf.tidy(() => {
        const tables = { ...rotaryAngles(3, tokens, width, 10_000), quarterTurn: quarterTurn(width) };
        const x = tf.tensor(numbers(batch * tokens * heads * width, 5), [batch, tokens, heads, width]);
        const dy = tf.tensor(numbers(x.size, 6), x.shape);
        return [
          rotate(x, tables).dataSync(),
          tf
            .grad((x: tf.Tensor) => rotate(x, tables))(x, dy)
            .dataSync(),
        ];
      });
    const ours = measure();
    await tf.setBackend('cpu');
    const reference = measure();
    ours.forEach((values, index) => {
      expect(distance(values, reference[index] ?? [])).toBeLessThan(1e-6);
    });
  });
});

test('a cache of keys and values holds every token it was given, without being copied for each', () => {
  const cache = createKeyValueCache();
  const all: number[] = [];
  const buffers = new Set<object>();
  for (let step = 0; step < 150; step++) {
    const x = tf.tensor4d(numbers(4, step), [1, 1, 2, 2]);
    all.push(...x.dataSync());
    const { keys, seen } = cache.append('a', x, x);
    x.dispose();
    buffers.add(keys.dataId);
    expect(seen).toBe(step + 1);
    expect([...keys.dataSync().slice(0, all.length)]).toEqual(all);
  }
  expect(buffers.size).toBeLessThan(5);
  cache.dispose();
});
