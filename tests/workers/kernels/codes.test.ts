import { beforeAll, expect, test } from 'vitest';
import { pruneWeights } from '@/ml/compress/prune';
import { quantise, quantiseWeights } from '@/ml/compress/quantise';
import { bytesInUse, matrixOf, uploadCodes } from '@/ml/compress/upload';
import { forward } from '@/ml/forward';
import { linearInt8 } from '@/ml/functions/linear-int8';
import { languageModel } from '@/ml/objectives/language-model';
import { generateAll } from '@/ml/sample';
import * as tf from '@/ml/tf';
import { trainNetwork } from '@/ml/train';
import { initialState } from '@/ml/training/state';
import { disposeAll, initialiseWeights, uploadWeights } from '@/ml/weights';
import { gpt } from '@/tests/ml/helpers/networks';
import { distance, numbers, startWasm } from './on-wasm';

beforeAll(async () => {
  await startWasm();
});

test.each([
  [8, 16],
  [8, 5],
  [4, 24],
  [4, 0],
] as const)(
  'with %i bits in groups of %i a product by codes is that by the numbers they stand for',
  (bits, groupSize) => {
    for (const [m, k, n] of [
      [1, 53, 7],
      [3, 64, 9],
    ] as const)
      tf.tidy(() => {
        const weight = { shape: [k, n], data: numbers(k * n, 2) };
        const [small] = Object.values(
          quantiseWeights(single(k, n), { 'linear.weight': weight }, { bits, groupSize, embeddings: true }),
        );
        const codes = small?.quantised ?? quantise(weight, { bits, groupSize, channels: 'columns' });
        const x = tf.tensor2d(numbers(m * k, 1), [m, k]);
        const full = tf.matMul(x, tf.tensor2d(small?.data ?? [], [k, n])).dataSync();
        expect(distance(linearInt8(x, matrixOf(codes, [k, n])).dataSync(), full)).toBeLessThan(1e-5);
      });
  },
);

/** One linear map. */
const single = (inputs: number, outputs: number) => ({
  operations: [
    {
      id: 'linear',
      layer: 'language-head',
      params: {},
      inputs: ['input'],
      shape: ['B', 'T', outputs],
      parameters: [{ name: 'weight', shape: [inputs, outputs] }],
    },
  ],
  output: 'linear',
});

test.each([true, false])(
  'a quantised model writes by its codes what it writes in full, in a quarter of the memory (tied head: %s)',
  async (tied) => {
    const network = gpt({ vocabulary: 61, width: 64, layers: 2, heads: 2, context: 16, tied });
    const weights = quantiseWeights(network, initialiseWeights(network, 3), {
      bits: 8,
      groupSize: 0,
      embeddings: true,
    });
    const before = tf.memory().numTensors;
    const { tensors: codes, coded, full } = uploadCodes(network, weights);
    const whole = uploadWeights(network, weights);
    expect(coded.length).toBeGreaterThan(12);
    // A table of positions is added, and so is worked out.
    expect(full).toEqual(Object.keys(weights).filter((key) => key.startsWith('position')));
    expect(bytesInUse(codes) / bytesInUse(whole)).toBeLessThan(0.33);
    const ids = [[1, 5, 60, 7, 0, 3]];
    const logits = (of: Readonly<Record<string, tf.Tensor>>) => tf.tidy(() => forward(network, of, ids).dataSync());
    expect(distance(logits(codes), logits(whole))).toBeLessThan(1e-4);
    const written = (of: Readonly<Record<string, tf.Tensor>>) =>
      generateAll({ network, weights: of, prompt: [1, 2], strategy: 'greedy', maximumTokens: 24, seed: 1 });
    expect((await written(codes)).ids).toEqual((await written(whole)).ids);
    const grouped = uploadCodes(
      network,
      quantiseWeights(network, weights, { bits: 8, groupSize: 32, embeddings: true }),
    );
    // All are wider than a group, and the kernel knows one scale for each output.
    expect(grouped.coded).toEqual([]);
    disposeAll(grouped.tensors);
    disposeAll(codes);
    disposeAll(whole);
    expect(tf.memory().numTensors).toBe(before);
  },
);

test('zeros of pruned weights stay where weights are updated in place, and no mask is left behind', async () => {
  const network = gpt({ vocabulary: 7, width: 8, layers: 1, heads: 2, context: 8 });
  const settings = { share: 0.5, among: 'layer', embeddings: true } as const;
  const { weights, pruned } = pruneWeights(network, initialiseWeights(network, 1), settings);
  const before = tf.memory().numTensors;
  const { state } = await trainNetwork({
    network,
    data: { training: { ids: Int32Array.from({ length: 300 }, (_, index) => (index * index) % 7), blockLength: 8 } },
    objective: languageModel,
    optimiser: { kind: 'adamw' },
    schedule: { kind: 'constant', learningRate: 0.01 },
    initial: initialState(weights),
    keepZeros: pruned,
    batchSize: 2,
    steps: 5,
    evaluateEvery: 5,
    evaluateBatches: 1,
    seed: 1,
  });
  expect(tf.memory().numTensors).toBe(before);
  for (const key of pruned) {
    const [was, is] = [weights[key]?.data ?? new Float32Array(), state.weights[key]?.data ?? new Float32Array()];
    expect(is).not.toEqual(was);
    expect([...is.keys()].filter((at) => is[at] === 0)).toEqual([...was.keys()].filter((at) => was[at] === 0));
  }
});
