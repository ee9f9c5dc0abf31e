import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, test } from 'vitest';
import { pruneWeights } from '@/ml/compress/prune';
import { languageModel } from '@/ml/objectives/language-model';
import type { Objective } from '@/ml/objectives/objective';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { drawBatch, type TokenBatch, type TokenBlocks, TooFewTokens } from '@/ml/tokens';
import { trainNetwork } from '@/ml/train';
import { hasStalled } from '@/ml/training/early-stop';
import type { TrainingOptions } from '@/ml/training/options';
import { type EvaluationRecord, initialState, TrainingDiverged, type TrainingState } from '@/ml/training/state';
import { initialiseWeights } from '@/ml/weights';
import { gpt } from './helpers/networks';

const network = gpt({ vocabulary: 7, width: 8, layers: 1, heads: 2, context: 8, bias: true });
const ids = Int32Array.from({ length: 600 }, (_, index) => (index * index) % 7); // the squares modulo 7 repeat: learnable
const options: TrainingOptions<TokenBlocks, TokenBatch> = {
  network,
  data: {
    training: { ids: ids.subarray(0, 500), blockLength: 8 },
    validation: { ids: ids.subarray(500), blockLength: 8 },
  },
  objective: languageModel,
  optimiser: { kind: 'adamw' },
  schedule: { kind: 'cosine', learningRate: 0.02, minimumLearningRate: 0.002, warmupSteps: 5, decaySteps: 60 },
  batchSize: 4,
  clip: 1,
  steps: 60,
  evaluateEvery: 20,
  evaluateBatches: 2,
  seed: 3,
};

/** The greatest difference between two states' weights. */
function distance(a: TrainingState, b: TrainingState): number {
  let greatest = 0;
  for (const [key, { data }] of Object.entries(a.weights)) {
    data.forEach((value, index) => {
      greatest = Math.max(greatest, Math.abs(value - (b.weights[key]?.data[index] ?? Number.NaN)));
    });
  }
  return greatest;
}

beforeAll(async () => {
  await tf.setBackend('wasm');
});

test('training learns, evaluates before, between and after, and tells of every step', async () => {
  const steps: number[] = [];
  const evaluated: number[] = [];
  const { state, ended } = await trainNetwork({
    ...options,
    hooks: {
      onStep: ({ step, tokensPerSecond }) => {
        steps.push(step);
        expect(tokensPerSecond).toBeGreaterThan(0);
      },
      onEvaluate: ({ step }) => evaluated.push(step),
    },
  });
  expect(ended).toBe('steps');
  expect(state.step).toBe(60);
  expect(steps).toEqual(Array.from({ length: 60 }, (_, step) => step));
  expect(evaluated).toEqual([0, 20, 40, 60]);
  const [first, last] = [state.history.evaluations[0], state.history.evaluations.at(-1)];
  expect(first?.validationLoss).toBeCloseTo(Math.log(7), 1); // knows nothing: as good as drawing lots
  expect(last?.validationLoss).toBeLessThan(1); // each text runs the same way, but a block’s first tokens do not tell where
  expect(state.bestValidation?.loss).toBe(Math.min(...state.history.evaluations.map((one) => one.validationLoss ?? 9)));
});

test('200 steps leave no tensor behind, and no memory', async () => {
  const before = tf.memory();
  await trainNetwork({ ...options, steps: 200, evaluateEvery: 100, clip: 0 });
  const after = tf.memory();
  expect(after.numTensors).toBe(before.numTensors);
  expect(after.numDataBuffers).toBe(before.numDataBuffers);
  expect(after.numBytes).toBe(before.numBytes);
});

describe.each<[string, Partial<typeof options>]>([
  ['AdamW', {}],
  [
    'dropout, momentum and accumulation',
    {
      optimiser: { kind: 'sgd', momentum: 0.9 },
      accumulate: 2,
      network: gpt({ vocabulary: 7, width: 8, layers: 1, heads: 2, context: 8, dropout: 0.2 }),
    },
  ],
])('with %s', (_, change) => {
  test('a training resumed at any checkpoint ends as the uninterrupted one', async () => {
    const kept: TrainingState[] = [];
    const whole = await trainNetwork({
      ...options,
      ...change,
      hooks: { checkpoint: (state) => void kept.push(state) },
    });
    expect(kept.map(({ step }) => step)).toEqual([0, 20, 40, 60]);
    for (const initial of kept.slice(1)) {
      const resumed = await trainNetwork({ ...options, ...change, initial: structuredClone(initial) });
      expect(distance(resumed.state, whole.state)).toBeLessThan(1e-6);
      expect(resumed.state.history.evaluations.length).toBe(4);
      expect(resumed.state.history.steps.length).toBe(60);
    }
  });
});

test('a training cancelled in the middle goes on from its last step', async () => {
  const whole = await trainNetwork(options);
  let done = 0;
  const first = await trainNetwork({
    ...options,
    hooks: { onStep: () => void done++, shouldStop: () => (done === 33 ? 'cancel' : 'continue') },
  });
  expect([first.ended, first.state.step]).toEqual(['cancel', 33]);
  const second = await trainNetwork({ ...options, initial: first.state });
  expect(distance(second.state, whole.state)).toBeLessThan(1e-6);
});

test('a breath that throws ends the training and leaves no tensor behind', async () => {
  const before = tf.memory().numTensors;
  let draws = 0;
  const slowInSteps: Objective<TokenBlocks, TokenBatch> = {
    ...languageModel,
    draw: (...given) => {
      draws += 1;
      // The first four draws are those of the evaluation before the first step.
      for (const end = performance.now() + (draws > 4 ? 25 : 0); performance.now() < end; );
      return drawBatch(...given);
    },
  };
  // On a slow machine the evaluation takes a breath too.
  const breathe = async () => {
    if (draws > 4) throw new Error('cancelled');
  };
  const training = trainNetwork({ ...options, objective: slowInSteps, accumulate: 3, hooks: { breathe } });
  await expect(training).rejects.toThrow('cancelled');
  expect(draws).toBeGreaterThan(4);
  expect(tf.memory().numTensors).toBe(before);
});

test('accumulating two half batches is one step on the whole', async () => {
  const halves = drawBatchesOf(2, 4);
  const one = await trainNetwork({
    ...options,
    steps: 1,
    batchSize: 8,
    objective: { ...languageModel, draw: () => halves.whole },
  });
  let calls = 0;
  const draw = () => (calls++ % 2 === 0 ? halves.first : halves.second);
  const two = await trainNetwork({
    ...options,
    steps: 1,
    accumulate: 2,
    evaluateBatches: 2,
    objective: { ...languageModel, draw },
  });
  expect(two.history.steps[0]?.loss).toBeCloseTo(one.history.steps[0]?.loss ?? 0, 5);
  expect(two.history.steps[0]?.gradientNorm).toBeCloseTo(one.history.steps[0]?.gradientNorm ?? 0, 5);
  expect(distance(one.state, two.state)).toBeLessThan(1e-4);
});

function drawBatchesOf(parts: number, rows: number) {
  const whole = drawBatch(options.data.training, parts * rows, createRandom(5));
  const half = rows * whole.blockLength;
  const part = (start: number): TokenBatch => ({
    ...whole,
    rows,
    inputs: whole.inputs.slice(start, start + half),
    targets: whole.targets.slice(start, start + half),
  });
  return { whole, first: part(0), second: part(half) };
}

test('clipping shortens the gradient to its bound: with plain gradient descent the step is as long', async () => {
  const plain = { ...options, optimiser: { kind: 'sgd', momentum: 0 } as const, steps: 1 };
  const states: TrainingState[] = [];
  await trainNetwork({
    ...plain,
    clip: 0.01,
    schedule: { kind: 'constant', learningRate: 1 },
    hooks: { checkpoint: (state) => void states.push(state) },
  });
  const [before, after] = states;
  let squares = 0;
  for (const [key, { data }] of Object.entries(before?.weights ?? {})) {
    data.forEach((value, index) => {
      squares += (value - (after?.weights[key]?.data[index] ?? 0)) ** 2;
    });
  }
  expect(after?.history.steps[0]?.gradientNorm).toBeGreaterThan(0.01);
  expect(Math.sqrt(squares)).toBeCloseTo(0.01, 5);
});

test('a loss that is no longer a number stops training with the last good weights and advice', async () => {
  const before = tf.memory().numTensors;
  const wild = {
    ...options,
    clip: 0,
    optimiser: { kind: 'sgd' } as const,
    schedule: { kind: 'constant', learningRate: 1e20 } as const,
  };
  const failure = await trainNetwork({ ...wild, steps: 50 }).catch((error: unknown) => error);
  if (!(failure instanceof TrainingDiverged)) throw new Error(`threw ${failure}`);
  expect(failure.lastGood.step).toBe(0);
  for (const { data } of Object.values(failure.lastGood.weights)) expect(data.every(Number.isFinite)).toBe(true);
  expect(failure.advice.join(' ')).toMatch(/learning rate.*clip.*warm up/is);
  expect(tf.memory().numTensors).toBe(before);
});

test('early stop ends a training whose validation no longer improves', async () => {
  const lots = createRandom('lots');
  const random = Int32Array.from({ length: 400 }, () => lots.int(7));
  const data = {
    training: { ids: random.subarray(0, 100), blockLength: 8 },
    validation: { ids: random.subarray(100), blockLength: 8 },
  };
  const { ended, state } = await trainNetwork({ ...options, data, steps: 400, earlyStop: { patience: 2 } });
  expect(ended).toBe('early-stop');
  expect(state.step).toBeLessThan(400);
});

test('patience counts evaluations since the best one, and a resumed history counts the same', () => {
  const history = (losses: number[]): EvaluationRecord[] =>
    losses.map((validationLoss, index) => ({ step: index, trainingLoss: 0, validationLoss }));
  expect(hasStalled(history([3, 2, 2.1, 2.2]), { patience: 3 })).toBe(false);
  expect(hasStalled(history([3, 2, 2.1, 2.2, 2]), { patience: 3 })).toBe(true);
  expect(hasStalled(history([3, 2.99, 2.98]), { patience: 2, minimumImprovement: 0.1 })).toBe(true);
  expect(hasStalled(history([3, 2, 2, 2, 2]), undefined)).toBe(false);
});

test('batches are random places of the text, targets one on; a text shorter than a block is refused', () => {
  const text = { ids: Int32Array.from({ length: 50 }, (_, index) => index), blockLength: 8 };
  const { inputs, targets } = drawBatch(text, 200, createRandom(1));
  expect([...targets]).toEqual([...inputs].map((id) => id + 1));
  const starts = [...inputs].filter((_, index) => index % 8 === 0);
  expect([Math.min(...starts), Math.max(...starts)]).toEqual([0, 41]);
  expect(() => drawBatch({ ids: text.ids.subarray(0, 8), blockLength: 8 }, 1, createRandom(1))).toThrow(TooFewTokens);
});

test('losses on cpu and wasm agree from the same seed', async () => {
  const onWasm = await trainNetwork({ ...options, steps: 20 });
  await tf.setBackend('cpu');
  const onCpu = await trainNetwork({ ...options, steps: 20 });
  await tf.setBackend('wasm');
  onCpu.history.steps.forEach(({ loss }, step) => {
    expect(Math.abs(loss - (onWasm.history.steps[step]?.loss ?? Number.NaN))).toBeLessThan(1e-3);
  });
});

test.each([{ kind: 'adamw' } as const, { kind: 'sgd', momentum: 0.9, weightDecay: 0.1 } as const])(
  'zeros of pruned weights stay under $kind, over an interruption too, and the others learn',
  async (optimiser) => {
    const { weights, pruned } = pruneWeights(network, initialiseWeights(network, 1), {
      share: 0.5,
      among: 'global',
      embeddings: false,
    });
    const common = { ...options, optimiser, accumulate: 2, batchSize: 2, steps: 6, evaluateEvery: 3 };
    const zerosOf = ({ weights: now }: TrainingState) =>
      pruned.map((key) => now[key]?.data.reduce((count, value) => count + Number(value === 0), 0));
    const begin = initialState(weights);
    const whole = await trainNetwork({ ...common, keepZeros: pruned, initial: begin });
    expect(zerosOf(whole.state)).toEqual(zerosOf(begin));
    for (const key of pruned) expect(whole.state.weights[key]?.data).not.toEqual(weights[key]?.data);
    const half = await trainNetwork({ ...common, keepZeros: pruned, initial: begin, steps: 3 });
    const resumed = await trainNetwork({ ...common, keepZeros: pruned, initial: half.state });
    expect(distance(resumed.state, whole.state)).toBe(0);
    const free = await trainNetwork({ ...common, initial: begin });
    expect(zerosOf(free.state).every((count) => (count ?? 0) < 5)).toBe(true);
  },
);
