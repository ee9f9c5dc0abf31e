import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { runFused } from '@/ml/functions/fused';
import type { Weights } from '@/ml/network';
import { languageModel } from '@/ml/objectives/language-model';
import { createOptimiser, type OptimiserChoice } from '@/ml/optimisers';
import * as tf from '@/ml/tf';
import { trainNetwork } from '@/ml/train';
import { createBuckets } from '@/ml/training/resident-buckets';
import { createInPlace } from '@/ml/training/resident-in-place';
import type { TrainingState } from '@/ml/training/state';
import { gpt } from '@/tests/ml/helpers/networks';
import { loadKernels } from '@/workers/kernels/module';
import { alone } from '@/workers/kernels/threads/parallel';
import { startThreads } from '@/workers/kernels/threads/threads';
import { BUILDS, memoryFor } from './builds';
import { distance, numbers, startWasm } from './on-wasm';

beforeAll(async () => {
  const { installed } = await startWasm();
  expect(installed).toEqual(expect.arrayContaining(['FusedGradientNorm', 'FusedAdamW', 'FusedSgd']));
});

/** Lengths of parameters: none, one, primes, a unit of the kernel and its neighbours, several units. */
const lengths = fc.array(fc.constantFrom(0, 1, 2, 3, 5, 31, 257, 1023, 1024, 1025, 5003), {
  minLength: 1,
  maxLength: 7,
});
const named = (name: string, tensors: readonly tf.Tensor[]) =>
  Object.fromEntries(tensors.map((tensor, index) => [`${name}/${index}`, tensor]));
const vectors = (counts: readonly number[], seed: number, map = (value: number) => value) =>
  counts.map((count, index) => tf.tensor1d(numbers(count, seed + index).map(map)));
const read = (tensors: readonly tf.Tensor[]) => tensors.map((tensor) => Float64Array.from(tensor.dataSync()));
const number = (tensor: tf.Tensor | undefined) => tensor?.dataSync()[0] ?? Number.NaN;

test('the norm of many gradients is what it is in float64, the same each time, and no square overflows', () => {
  fc.assert(
    fc.property(lengths, fc.nat(99), (counts, seed) => {
      const before = tf.memory().numTensors;
      const gradients = vectors(counts, seed);
      const squares = read(gradients).reduce((sum, values) => values.reduce((at, g) => at + g * g, sum), 0);
      const [norm] = runFused('FusedGradientNorm', named('gradient', gradients), { scale: 0.25 }) ?? [];
      const [again] = runFused('FusedGradientNorm', named('gradient', gradients), { scale: 0.25 }) ?? [];
      expect(norm?.shape).toEqual([]);
      expect(distance([number(norm)], [Math.sqrt(squares) / 4])).toBeLessThan(1e-6);
      expect(number(again)).toBe(number(norm));
      tf.dispose([...gradients, norm ?? [], again ?? []]);
      expect(tf.memory().numTensors).toBe(before);
    }),
    { numRuns: 60 },
  );
  const [large, lost] = [tf.tensor1d([3e30, 4e30]), tf.tensor1d([1, Number.NaN, 2])];
  const norms = [large, lost].map((one) => runFused('FusedGradientNorm', { 'gradient/0': one }, { scale: 1 })?.[0]);
  expect(number(norms[0]) / 5e30).toBeCloseTo(1, 6);
  expect(number(norms[1])).toBeNaN();
  tf.dispose([large, lost, ...norms.flatMap((norm) => norm ?? [])]);
});

const settings = fc.record({
  counts: lengths,
  seed: fc.nat(99),
  clip: fc.constantFrom(0, 0.5, 1e6),
  scale: fc.constantFrom(1, 0.5),
  decay: fc.constantFrom(0, 0.1),
});

test('AdamW in place is AdamW in float64, whatever the lengths', () => {
  const [beta1, beta2, epsilon, stepSize] = [0.9, 0.95, 1e-8, 0.01];
  fc.assert(
    fc.property(settings, ({ counts, seed, clip, scale, decay }) => {
      const [weights, gradients, first] = [
        vectors(counts, seed),
        vectors(counts, seed + 20),
        vectors(counts, seed + 40),
      ];
      const second = vectors(counts, seed + 60, Math.abs);
      const [w, g, m, v] = [weights, gradients, first, second].map(read);
      const norm = tf.scalar(2);
      const decays = counts.map((_, index) => index % 2 === 0);
      const kept = 1 - stepSize * decay;
      const ids = weights.map(({ dataId }) => dataId);
      const inputs = [
        ['weights', weights] as const,
        ['gradient', gradients] as const,
        ['first', first] as const,
        ['second', second] as const,
      ];
      runFused(
        'FusedAdamW',
        { ...Object.assign({}, ...inputs.map(([name, tensors]) => named(name, tensors))), norm },
        { beta1, beta2, epsilon, stepSize, kept, clip, scale, decays },
      );
      const factor = scale * (clip > 0 ? Math.min(clip / (2 + 1e-6), 1) : 1);
      counts.forEach((_, index) => {
        const expected = { w: [] as number[], m: [] as number[], v: [] as number[] };
        w?.[index]?.forEach((old, place) => {
          const x = (g?.[index]?.[place] ?? 0) * factor;
          const nextM = beta1 * (m?.[index]?.[place] ?? 0) + (1 - beta1) * x;
          const nextV = beta2 * (v?.[index]?.[place] ?? 0) + (1 - beta2) * x * x;
          expected.m.push(nextM);
          expected.v.push(nextV);
          expected.w.push(old * (decays[index] ? kept : 1) - (stepSize * nextM) / (Math.sqrt(nextV) + epsilon));
        });
        expect(distance(first[index]?.dataSync() ?? [], expected.m)).toBeLessThan(1e-6);
        expect(distance(second[index]?.dataSync() ?? [], expected.v)).toBeLessThan(1e-6);
        expect(distance(weights[index]?.dataSync() ?? [], expected.w)).toBeLessThan(1e-5);
        expect(gradients[index]?.dataSync()).toEqual(Float32Array.from(g?.[index] ?? []));
      });
      expect(weights.map(({ dataId }) => dataId)).toEqual(ids);
      tf.dispose([...weights, ...gradients, ...first, ...second, norm]);
    }),
    { numRuns: 60 },
  );
});

describe.each<[string, OptimiserChoice, number]>([
  ['AdamW, clipped', { kind: 'adamw' }, 1],
  ['Adam', { kind: 'adam' }, 0],
  ['gradient descent with momentum and decay', { kind: 'sgd', momentum: 0.9, weightDecay: 0.1 }, 1],
  ['plain gradient descent', { kind: 'sgd' }, 0],
])('%s', (_, choice, clip) => {
  test('in place is in 200 steps what the composed one is in buckets', async () => {
    const array = (shape: number[], seed: number) => ({
      shape,
      data: numbers(
        shape.reduce((a, b) => a * b, 1),
        seed,
      ),
    });
    const own: Weights = { a: array([17, 5], 1), bias: array([5], 2), large: array([61, 67], 3), one: array([1], 4) };
    const before = tf.memory();
    const residents = [createInPlace, createBuckets].map((create) => create(own, {}, createOptimiser(choice)));
    const norms: number[][] = [];
    for (let step = 1; step <= 200; step++) {
      const made = Object.entries(own).map(([key, { shape, data }]): [string, tf.Tensor] => {
        const values = numbers(data.length, step * 7).map((value) => value * (1 + (step % 3)));
        return [key, tf.tensor(values, [...shape])];
      });
      norms.push(
        residents.map((resident) => {
          const gradients = tf.tidy(() =>
            resident.collect(Object.fromEntries(made.map(([key, one]) => [key, tf.clone(one)]))),
          );
          const norm = resident.update(gradients, { learningRate: 0.01, step, clip, parts: 2 });
          const value = number(norm);
          tf.dispose([...gradients, norm]);
          return value;
        }),
      );
      tf.dispose(made.map(([, one]) => one));
    }
    const [ours, theirs] = await Promise.all(residents.map((resident) => resident.download()));
    for (const key of Object.keys(own)) {
      expect(distance(ours?.weights[key]?.data ?? [], theirs?.weights[key]?.data ?? [])).toBeLessThan(1e-5);
      expect(ours?.weights[key]?.shape).toEqual(own[key]?.shape);
      for (const [name, moment] of Object.entries(theirs?.moments ?? {})) {
        expect(distance(ours?.moments[name]?.[key]?.data ?? [], moment[key]?.data ?? [])).toBeLessThan(1e-5);
      }
    }
    expect(Object.keys(ours?.moments ?? {})).toEqual(Object.keys(theirs?.moments ?? {}));
    expect(
      distance(
        norms.map(([a = 0]) => a),
        norms.map(([, b = 0]) => b),
      ),
    ).toBeLessThan(1e-5);
    for (const resident of residents) resident.dispose();
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });

  test('a training resumed at any checkpoint ends as the uninterrupted one, and what was kept stays as it was', async () => {
    const options = {
      network: gpt({ vocabulary: 7, width: 8, layers: 1, heads: 2, context: 8, bias: true }),
      data: { training: { ids: Int32Array.from({ length: 500 }, (_, index) => (index * index) % 7), blockLength: 8 } },
      objective: languageModel,
      optimiser: choice,
      schedule: { kind: 'constant', learningRate: 0.01 },
      batchSize: 4,
      clip,
      accumulate: 2,
      steps: 30,
      evaluateEvery: 10,
      evaluateBatches: 1,
      seed: 3,
    } as const;
    const before = tf.memory();
    const kept: { state: TrainingState; copy: TrainingState }[] = [];
    const checkpoint = (state: TrainingState) => void kept.push({ state, copy: structuredClone(state) });
    const whole = await trainNetwork({ ...options, hooks: { checkpoint } });
    expect(kept.length).toBe(4);
    for (const { state, copy } of kept) {
      expect(state).toEqual(copy);
      const resumed = await trainNetwork({ ...options, initial: copy });
      expect(resumed.state.weights).toEqual(whole.state.weights);
      expect(resumed.state.moments).toEqual(whole.state.moments);
    }
    expect(tf.memory()).toEqual(before);
  });
});

const seen: number[][] = [];

test.each(BUILDS)('$variant, shared: $shared, gives the same numbers, shared ones on three threads', async (one) => {
  const memory = memoryFor(one);
  const kernels = await loadKernels(memory, one.variant);
  const threads = one.shared ? await startThreads(kernels, memory, 3, () => {}) : undefined;
  const [sizes, floats, table, sums, norm] = [[5003, 1, 1024, 70_001], new Float32Array(memory.buffer), 512, 8192, 256];
  let at = 65_536;
  let units = 0;
  const rows = sizes.flatMap((size, index) => {
    const places = [0, 1, 2, 3].map((which) => {
      const start = at;
      const values = numbers(size, index * 4 + which).map((value) => (which === 3 ? Math.abs(value) : value));
      floats.set(values, start / 4);
      at += 4 * size + 12 - ((4 * size) % 4);
      return start;
    });
    const first = units;
    units += Math.ceil(size / 1024);
    return [first, size, ...places, index % 2];
  });
  new Uint32Array(memory.buffer, table).set(rows);
  const parallel = threads ?? alone(kernels);
  parallel.run('sumOfSquares', units, 1, sizes.length, table, sums);
  kernels.kernel('rootOfSum')(units, sums, norm, 1);
  parallel.run('adamwUpdate', units, 1, sizes.length, table, norm, 1, 1, 0.9, 0.1, 0.95, 0.05, 0.01, 1e-8, 0.99);
  threads?.end();
  const digest = floats.slice(65_536 / 4, at / 4).reduce((sum, value, index) => sum + value * ((index % 97) + 1), 0);
  seen.push([floats[norm / 4] ?? Number.NaN, digest]);
  expect(seen.at(-1)).toEqual(seen[0]);
  expect(seen[0]?.every(Number.isFinite)).toBe(true);
});
