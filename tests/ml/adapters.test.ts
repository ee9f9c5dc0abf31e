import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { ADAPTER_TARGETS, adaptedKeys, firstAdapters, isAdapterKey, withAdapters } from '@/ml/adapters/adapted';
import { AdapterMisfit, mergeAdapters } from '@/ml/adapters/merge';
import { forward } from '@/ml/forward';
import { freeze } from '@/ml/functions/frozen';
import { linear } from '@/ml/functions/linear';
import { countParameters, type Weights } from '@/ml/network';
import { languageModel } from '@/ml/objectives/language-model';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { trainNetwork } from '@/ml/train';
import { valueAndGradients } from '@/ml/training/backward';
import { initialState } from '@/ml/training/state';
import { disposeAll, initialiseWeights, uploadWeights } from '@/ml/weights';
import { gpt } from './helpers/networks';

const network = gpt({ vocabulary: 7, width: 8, layers: 2, heads: 2, context: 8, activation: 'swiglu', bias: true });
const settings = { rank: 2, alpha: 6, targets: ADAPTER_TARGETS };
const base = initialiseWeights(network, 1);
const ids = Int32Array.from({ length: 200 }, (_, index) => (index * index) % 7);

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('a network with adapters gives what it gives with them merged into its weights', async () => {
  const adapted = withAdapters(network, settings);
  const random = createRandom(3);
  const adapters = mapValues(firstAdapters(adapted, 2), () => random.normal() * 0.3);
  const apart = await logits(adapted, { ...base, ...adapters });
  const merged = await logits(network, mergeAdapters(base, [{ weights: adapters, scale: 6 / 2 }]));
  const without = await logits(network, base);
  expect(Math.max(...apart.map((value, index) => Math.abs(value - (merged[index] ?? 0))))).toBeLessThan(1e-6);
  expect(Math.max(...apart.map((value, index) => Math.abs(value - (without[index] ?? 0))))).toBeGreaterThan(1e-3);
});

test('adapters begin as nothing, and half a strength is half the difference', async () => {
  const adapted = withAdapters(network, settings);
  expect(await logits(adapted, { ...base, ...firstAdapters(adapted, 2) })).toEqual(await logits(network, base));
  const adapters = mapValues(firstAdapters(adapted, 2), (index) => index % 3);
  const key = 'block0.attention.query.weight';
  const [half, whole] = [1.5, 3].map((scale) => mergeAdapters(base, [{ weights: adapters, scale }])[key]?.data[5] ?? 0);
  const own = base[key]?.data[5] ?? 0;
  expect((half ?? 0) - own).toBeCloseTo(((whole ?? 0) - own) / 2, 6);
});

test('only what is asked for is adapted, and an adapter of another model is refused by the part that does not fit', () => {
  const keys = adaptedKeys(network, ['query', 'down']);
  expect(keys).toEqual(
    [0, 1].flatMap((block) => [`block${block}.attention.query.weight`, `block${block}.feedForward.down.weight`]),
  );
  const narrow = withAdapters(network, { ...settings, targets: ['query', 'down'] });
  expect(countParameters(narrow) - countParameters(network)).toBe(2 * (2 * (8 + 8) + 2 * (32 + 8)));
  const other = gpt({ vocabulary: 7, width: 12, layers: 2, heads: 2, context: 8 });
  const weights = firstAdapters(withAdapters(other, { ...settings, targets: ['value'] }), 1);
  const merge = () => mergeAdapters(base, [{ weights, scale: 1 }]);
  expect(merge).toThrow(AdapterMisfit);
  expect(merge).toThrow('“block0.attention.value” is [8, 8] in the model, and its adapter was made for [12, 12].');
});

test('training adapters moves them alone, and its state holds nothing else', async () => {
  const adapted = withAdapters(network, { ...settings, dropout: 0.1 });
  const before = tf.memory().numTensors;
  const { state } = await trainNetwork({
    network: adapted,
    data: { training: { ids, blockLength: 8 } },
    objective: languageModel,
    initial: initialState(firstAdapters(adapted, 2)),
    frozen: base,
    optimiser: { kind: 'adamw' },
    schedule: { kind: 'constant', learningRate: 0.02 },
    batchSize: 4,
    steps: 12,
    evaluateEvery: 12,
    evaluateBatches: 4,
    seed: 1,
  });
  expect(Object.keys(state.weights).every(isAdapterKey)).toBe(true);
  expect(Object.keys(state.moments.first ?? {})).toEqual(Object.keys(state.weights));
  const [first, last] = [state.history.evaluations.at(0), state.history.evaluations.at(-1)];
  expect(last?.trainingLoss).toBeLessThan((first?.trainingLoss ?? 0) - 0.02);
  expect(tf.memory().numTensors).toBe(before);
});

test('layers further down move less where they are told to', async () => {
  const moved = async (rate: number) => {
    const { state } = await trainNetwork({
      network,
      data: { training: { ids, blockLength: 8 } },
      objective: languageModel,
      initial: initialState(base),
      rateOf: (key) => (key.startsWith('block0.') ? rate : 1),
      optimiser: { kind: 'sgd' },
      schedule: { kind: 'constant', learningRate: 0.1 },
      batchSize: 4,
      steps: 1,
      evaluateEvery: 1,
      evaluateBatches: 1,
      seed: 1,
    });
    const key = 'block0.feedForward.up.weight';
    return (state.weights[key]?.data ?? new Float32Array()).map(
      (value, index) => value - (base[key]?.data[index] ?? 0),
    );
  };
  const [full, quarter] = [await moved(1), await moved(0.25)];
  quarter.forEach((value, index) => {
    expect(value).toBeCloseTo((full[index] ?? 0) / 4, 6);
  });
});

test('of a frozen weight nothing is kept but itself, and the gradient towards what goes in stays the same', () => {
  tf.tidy(() => {
    const x = tf.tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
    const values = tf.tensor2d([1, -1, 2, 0, 3, 1], [3, 2]);
    const gradientOf = (weight: tf.Tensor) =>
      valueAndGradients(() => tf.sum(tf.square(linear(x, weight))).asScalar(), [x, weight]).gradients;
    const [towardsX, towardsWeight] = gradientOf(values);
    const [same, none] = gradientOf(freeze(values.clone()));
    expect(towardsWeight).toBeDefined();
    expect(none).toBeUndefined();
    expect([...(same?.dataSync() ?? [])]).toEqual([...(towardsX?.dataSync() ?? [])]);
  });
});

function mapValues(weights: Weights, value: (index: number) => number): Weights {
  return Object.fromEntries(
    Object.entries(weights).map(([key, { shape, data }]) => [
      key,
      { shape, data: data.map((_, index) => value(index)) },
    ]),
  );
}

async function logits(one: typeof network, weights: Weights): Promise<number[]> {
  const tensors = uploadWeights(one, weights);
  const made = forward(one, tensors, [[1, 2, 3, 4, 5, 6]]);
  const numbers = [...(await made.data())];
  made.dispose();
  disposeAll(tensors);
  return numbers;
}
