import '@tensorflow/tfjs-backend-cpu';
import fc from 'fast-check';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { languageModel } from '@/ml/objectives/language-model';
import { createOptimiser, type OptimiserChoice } from '@/ml/optimisers';
import * as tf from '@/ml/tf';
import { trainNetwork } from '@/ml/train';
import { gpt } from '@/tests/ml/helpers/networks';
import { startBackend } from '@/workers/backends';
import { nodeWasmPath } from '@/workers/backends/node';
import { distance, numbers } from './on-wasm';

beforeAll(async () => {
  await startBackend('wasm', { wasmPath: nodeWasmPath(), log: () => {}, threads: 2 });
});
afterEach(() => tf.setBackend('wasm'));

const CHOICES: OptimiserChoice[] = [
  { kind: 'adamw' },
  { kind: 'adam' },
  { kind: 'sgd' },
  { kind: 'sgd', momentum: 0.9, weightDecay: 0.01 },
];
const size = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(1023, 1024, 1025, 5000));

test.each(CHOICES)('%o in place moves weights and moments as it does in ops', async (choice) => {
  await fc.assert(
    fc.property(size, fc.boolean(), fc.double({ min: 0.1, max: 2, noNaN: true }), (count, decays, factor) => {
      const optimiser = createOptimiser(choice);
      tf.tidy(() => {
        const weights = tf.tensor1d(numbers(count, 1));
        let expected = { weights: weights.clone(), moments: zeros(optimiser.moments, count) };
        const [own, moments] = [tf.tensor1d(numbers(count, 1)), zeros(optimiser.moments, count)];
        for (let step = 1; step <= 5; step++) {
          const at = { learningRate: 0.01 * step, step, decays };
          const gradient = tf.tensor1d(numbers(count, step + 1));
          const next = optimiser.update({ ...expected, gradient: tf.mul(gradient, factor), ...at });
          expected = { weights: tf.reshape(next.weights, [count]), moments: { ...next.moments } };
          optimiser.updateInPlace?.({ weights: own, gradient, moments, scale: tf.scalar(factor), ...at });
        }
        expect(distance(own.dataSync(), expected.weights.dataSync())).toBeLessThan(2e-6);
        for (const name of optimiser.moments) {
          expect(distance(moments[name]?.dataSync() ?? [], expected.moments[name]?.dataSync() ?? [])).toBeLessThan(
            2e-6,
          );
        }
      });
    }),
    { numRuns: 15, seed: 2 },
  );
});

test('a training of 200 steps loses what it loses on cpu, where everything is made of plain ops, and leaves no tensor', async () => {
  const network = gpt({ vocabulary: 13, width: 16, layers: 2, heads: 2, context: 8, bias: true });
  const ids = Int32Array.from({ length: 600 }, (_, index) => (index * index) % 13);
  const train = async () => {
    const before = tf.memory().numTensors;
    const { history } = await trainNetwork({
      network,
      data: { training: { ids, blockLength: 8 } },
      objective: languageModel,
      optimiser: { kind: 'adamw' },
      schedule: { kind: 'constant', learningRate: 1e-3 },
      batchSize: 4,
      clip: 1,
      accumulate: 2,
      steps: 200,
      evaluateEvery: 100,
      evaluateBatches: 2,
      seed: 1,
    });
    expect(tf.memory().numTensors).toBe(before);
    return history;
  };
  const ours = await train();
  await tf.setBackend('cpu');
  const plain = await train();
  expect(ours.steps.length).toBe(200);
  expect(plain.steps.at(-1)?.loss).toBeLessThan(1.5);
  const off = ours.steps.map(({ loss, gradientNorm }, step) =>
    Math.max(
      Math.abs(loss - (plain.steps[step]?.loss ?? Number.NaN)),
      Math.abs(gradientNorm - (plain.steps[step]?.gradientNorm ?? Number.NaN)) / 10,
    ),
  );
  expect(Math.max(...off)).toBeLessThan(1e-3);
}, 120_000);

const zeros = (names: readonly string[], count: number): Record<string, tf.Tensor> =>
  Object.fromEntries(names.map((name) => [name, tf.zeros([count])]));
