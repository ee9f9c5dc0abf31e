import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Arrays } from '@/ml/arrays';
import { runNetwork } from '@/ml/forward';
import { batchNorm } from '@/ml/functions/batch-norm';
import { layers } from '@/ml/layers';
import type { Params } from '@/ml/layers/params';
import { countParameters, type Network, type Operation, ownParameters, type Weights } from '@/ml/network';
import { classification } from '@/ml/objectives/classifier';
import { gan } from '@/ml/objectives/gan';
import { createOptimiser } from '@/ml/optimisers';
import { createRandom } from '@/ml/random';
import { joined, withRole } from '@/ml/roles';
import * as tf from '@/ml/tf';
import { trainNetwork } from '@/ml/train';
import { valueAndGradients } from '@/ml/training/backward';
import type { TrainingOptions } from '@/ml/training/options';
import type { TrainingState } from '@/ml/training/state';
import { createStatistics } from '@/ml/training/statistics';
import { createTeam } from '@/ml/training/team';
import { disposeAll, initialiseWeights, uploadWeights } from '@/ml/weights';
import { startWasm } from '@/tests/workers/kernels/on-wasm';
import { expectClose, expectGradient, noise, type StoredArray, tensorOf } from './helpers/tensors';

/** What torch.nn.BatchNorm2d gave (`tests/fixtures/ml/batch-norm.py`). */
const torch = JSON.parse(readFileSync(new URL('../fixtures/ml/batch-norm.json', import.meta.url), 'utf8'));

const operation = (id: string, layer: string, params: Params, input: string, shape: Operation['shape']): Operation => ({
  id,
  layer,
  params,
  inputs: [input],
  shape,
  parameters: layers.get(layer)?.parameters(params) ?? [],
});
const conv = (inputs: number, channels: number, norm: string) => ({
  ...{
    height: 4,
    width: 4,
    inputs,
    channels,
    kernel: 3,
    size: 'same',
    norm,
    activation: 'relu',
    time: false,
    classes: 0,
  },
});

/** A convolution in batch norm, and a score for each class. */
const classifierOf = (norm: string): Network => ({
  operations: [
    operation('look', 'convolution', conv(1, 4, norm), 'input', ['B', 4, 4, 4]),
    operation('tell', 'example-head', { inputs: 64, shape: [2] }, 'look', ['B', 2]),
  ],
  output: 'tell',
  examples: { shape: [4, 4, 1], time: false, classes: 0 },
});
const network = classifierOf('batch');
const MEAN = 'look.norm.running_mean';
const VARIANCE = 'look.norm.running_var';

/** Images with a bright half, the upper or the left one, far from mean 0 and deviation 1. */
function halves(count: number): Arrays {
  const random = createRandom(7);
  const labels = Int32Array.from({ length: count }, (_, index) => index % 2);
  const data = Float32Array.from({ length: 16 * count }, (_, index) => {
    const [row, column] = [Math.floor((index % 16) / 4), index % 4];
    return 5 + ((labels[Math.floor(index / 16)] === 0 ? row : column) < 2 ? 2 : 0) + random.normal();
  });
  return { shape: [4, 4, 1], count, data, labels, classes: ['upper', 'left'] };
}

const options: TrainingOptions<Arrays, Arrays> = {
  network,
  data: { training: halves(64), validation: halves(32) },
  objective: classification(network),
  optimiser: { kind: 'adamw', weightDecay: 0.1 },
  schedule: { kind: 'constant', learningRate: 0.02 },
  batchSize: 16,
  steps: 30,
  evaluateEvery: 15,
  evaluateBatches: 1,
  seed: 3,
};

function expectSame(a: Weights, b: Weights): void {
  expect(Object.keys(a)).toEqual(Object.keys(b));
  for (const [key, { data }] of Object.entries(a)) expectClose(data, b[key]?.data ?? [], 1e-6);
}

describe.each(['cpu', 'wasm'])('on %s', (backend) => {
  beforeAll(async () => {
    if (backend === 'wasm') await startWasm();
    else await tf.setBackend('cpu');
  });

  test('its values, gradients and running statistics are torch.nn.BatchNorm2d’s, in training and afterwards', async () => {
    const [weight, bias] = [tensorOf(torch.weight), tensorOf(torch.bias)];
    const batches: tf.Tensor[] = torch.batches.map((batch: StoredArray) => tensorOf(batch));
    const [first = tf.zeros([1])] = batches;
    expectClose(batchNorm(first, weight, bias, 1e-5), torch.output.data, 1e-4);
    const gradients = tf.tidy(() => {
      const loss = () => tf.sum(tf.mul(batchNorm(first, weight, bias, 1e-5), tensorOf(torch.pull))).asScalar();
      return valueAndGradients(loss, [first, weight, bias]).gradients.map((one) => one ?? tf.zeros([1]));
    });
    gradients.forEach((gradient, index) => {
      expectClose(gradient, torch.gradients[index].data, 1e-4);
    });

    const norm: Network = {
      operations: [operation('n', 'image-norm', { channels: 3, norm: 'batch', activation: 'none' }, 'input', [])],
      output: 'n',
    };
    const one = { shape: [3], data: Float32Array.of(1, 1, 1) };
    const running = createStatistics({
      'n.running_mean': { ...one, data: new Float32Array(3) },
      'n.running_var': one,
    });
    const weights = () => ({ 'n.weight': weight, 'n.bias': bias, ...running.weights });
    for (const input of batches) {
      runNetwork(norm, weights(), { input }, { training: true, observe: running.observe }).dispose();
      running.settle();
    }
    expectClose((await running.download())['n.running_mean']?.data ?? [], torch.running_mean.data, 1e-5);
    expectClose((await running.download())['n.running_var']?.data ?? [], torch.running_var.data, 1e-5);
    expectClose(runNetwork(norm, weights(), { input: tensorOf(torch.later) }), torch.laterOutput.data, 1e-4);
    running.dispose();
  });

  test('its gradient is its slope', () => {
    const [x, scale, shift] = [noise(1, [3, 2, 2, 4]), noise(2, [4]), noise(3, [4])];
    expectGradient([x, scale, shift], (x, scale, shift) => batchNorm(x, scale, shift, 0.1));
  });

  test('a training that goes on from any state ends as one that was not interrupted, statistics and their average too', async () => {
    const kept: TrainingState[] = [];
    const all = {
      ...options,
      steps: 8,
      evaluateEvery: 4,
      accumulate: 2,
      average: 0.9,
      hooks: { checkpoint: (s: TrainingState) => void kept.push(s) },
    };
    const before = tf.memory().numTensors;
    const whole = await trainNetwork(all);
    expect(kept.map(({ step }) => step)).toEqual([0, 4, 8]);
    const [, half] = kept;
    const resumed = await trainNetwork({ ...all, ...(half && { initial: structuredClone(half) }) });
    expect(tf.memory().numTensors).toBe(before);
    expectSame(resumed.state.weights, whole.state.weights);
    expectSame(resumed.state.average ?? {}, whole.state.average ?? {});
    expect(whole.state.weights[MEAN]?.data).not.toEqual(half?.weights[MEAN]?.data);
    // The model that samples and answers are made with is the average: it has to have them all.
    expect(Object.keys(whole.state.average ?? {}).sort()).toEqual(
      ownParameters(network)
        .map(({ key }) => key)
        .sort(),
    );
    // No optimiser moves them, and none keeps moments of them.
    for (const moments of Object.values(whole.state.moments)) expect(Object.keys(moments)).not.toContain(MEAN);
  });

  test('a tiny classifier learns with it, and what it learned holds for one image at a time', async () => {
    const { state } = await trainNetwork(options);
    expect(state.history.evaluations[0]?.measures?.accuracy).toBeLessThan(0.9);
    expect(state.history.evaluations.at(-1)?.measures?.accuracy).toBeGreaterThan(0.95);
    expect(state.history.evaluations.at(-1)?.validationLoss).toBeLessThan(0.15);
    const weights = uploadWeights(network, state.weights);
    const { data, labels } = halves(8);
    const judged = (from: number, count: number, training = false) =>
      tf.tidy(() => {
        const input = tf.tensor(data.subarray(16 * from, 16 * (from + count)), [count, 4, 4, 1]);
        return Array.from(runNetwork(network, weights, { input }, { training }).dataSync());
      });
    const together = judged(0, 8);
    labels?.forEach((label, index) => {
      const [upper = 0, left = 0] = judged(index, 1);
      expect(upper < left ? 1 : 0).toBe(label);
      expectClose([upper, left], together.slice(2 * index, 2 * index + 2), 1e-4);
    });
    // In training an image is seen beside the others of its batch.
    expect(Math.abs((judged(0, 2, true)[0] ?? 0) - (together[0] ?? 0))).toBeGreaterThan(1e-3);
    disposeAll(weights);
  });
});

test('statistics are weights of the network that are not counted among what it learns', () => {
  expect(countParameters(network) - countParameters(classifierOf('group'))).toBe(0);
  const first = initialiseWeights(network, 1);
  expect([...(first[MEAN]?.data ?? [])]).toEqual([0, 0, 0, 0]);
  expect([...(first[VARIANCE]?.data ?? [])]).toEqual([1, 1, 1, 1]);
});

test('what is frozen goes by what was measured before, in training too', () => {
  const { [MEAN]: mean, [VARIANCE]: variance, ...rest } = initialiseWeights(network, 1);
  if (!mean || !variance) throw new Error('nothing is measured');
  const before = tf.memory().numTensors;
  const alone = createTeam(
    network,
    { weights: { ...rest, [MEAN]: mean, [VARIANCE]: variance }, moments: {} },
    createOptimiser(options.optimiser),
    options.objective,
  );
  const still = createTeam(
    network,
    { weights: rest, moments: {} },
    createOptimiser(options.optimiser),
    options.objective,
    { frozen: { [MEAN]: mean, [VARIANCE]: variance } },
  );
  expect(Object.keys(alone.statistics.weights)).toEqual([MEAN, VARIANCE]);
  expect(Object.keys(still.statistics.weights)).toEqual([]);
  const input = noise(1, [3, 4, 4, 1]);
  tf.tidy(() => {
    const ofBatch = runNetwork(network, alone.weights(), { input }, { training: true });
    const asBefore = runNetwork(network, still.weights(), { input }, { training: true });
    expectClose(asBefore, runNetwork(network, still.weights(), { input }).dataSync(), 0);
    expect(tf.max(tf.abs(tf.sub(ofBatch, asBefore))).dataSync()[0]).toBeGreaterThan(1e-3);
  });
  input.dispose();
  alone.dispose();
  still.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

test('a single number of each channel cannot be normalised by itself, and that is said', () => {
  const norm = operation('n', 'image-norm', { channels: 4, norm: 'batch', activation: 'none' }, 'input', []);
  const own = Object.fromEntries(norm.parameters.map(({ name }) => [`n.${name}`, tf.ones([4])]));
  const run = (rows: number) =>
    runNetwork({ operations: [norm], output: 'n' }, own, { input: tf.ones([rows, 1, 1, 4]) }, { training: true });
  expect(() => run(1)).toThrow(/more than one number/);
  expectClose(run(2), new Float32Array(8).fill(1), 1e-3);
});

test('in a game each use in training is taken in, of both players and in both turns, and none when it is only measured', async () => {
  const maker: Network = {
    operations: [
      operation(
        'grow',
        'mlp',
        { inputs: 2, width: 32, layers: 1, activation: 'relu', time: false, classes: 0 },
        'input',
        ['B', 32],
      ),
      operation('paint', 'convolution', conv(2, 1, 'batch'), 'grow', ['B', 4, 4, 1]),
    ],
    output: 'paint',
    examples: { shape: [2], time: false, classes: 0 },
  };
  const score: Network = {
    operations: [
      operation('look', 'convolution', conv(1, 4, 'batch'), 'input', ['B', 4, 4, 4]),
      operation('tell', 'example-head', { inputs: 64, shape: [1] }, 'look', ['B', 1]),
    ],
    output: 'tell',
    examples: { shape: [4, 4, 1], time: false, classes: 0 },
  };
  const roles = { generator: withRole(maker, 'generator'), critic: withRole(score, 'critic') };
  const objective = gan(roles, { loss: 'non-saturating', criticMoves: 2, weightLimit: 0.01 });
  const whole = joined(Object.values(roles));
  const first = initialiseWeights(whole, 1);
  const uploaded = uploadWeights(whole, first);
  const batch = objective.draw(halves(8), 8, createRandom(1));
  const seen = new Map<string, number>();
  const observe = (name: string) => void seen.set(name, (seen.get(name) ?? 0) + 1);
  const uses = (run: () => tf.Tensor) => {
    seen.clear();
    run().dispose();
    return ['generator/paint', 'critic/look'].map((name) => seen.get(`${name}.norm.running_var`) ?? 0);
  };
  const [critic, generator] = objective.players ?? [];
  const training = { training: true, random: createRandom(2), observe };
  expect(uses(() => critic?.loss(whole, uploaded, batch, training) ?? tf.scalar(0))).toEqual([1, 2]);
  expect(uses(() => generator?.loss(whole, uploaded, batch, training) ?? tf.scalar(0))).toEqual([1, 1]);
  expect(uses(() => objective.loss(whole, uploaded, batch, { observe }))).toEqual([0, 0]);
  disposeAll(uploaded);

  const before = tf.memory().numTensors;
  const { state } = await trainNetwork({ ...options, network: whole, objective, steps: 3, evaluateEvery: 3, seed: 1 });
  expect(tf.memory().numTensors).toBe(before);
  // Neither is it clipped as the critic’s weights are: the images are bright.
  const mean = state.weights['critic/look.norm.running_mean']?.data ?? [];
  expect(Math.max(...Array.from(mean, Math.abs))).toBeGreaterThan(0.02);
  expect(Math.max(...Array.from(state.weights['critic/look.filter']?.data ?? [], Math.abs))).toBeLessThan(0.0101);
});
