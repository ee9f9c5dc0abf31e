import { beforeAll, expect, test } from 'vitest';
import '@tensorflow/tfjs-backend-cpu';
import { languageModel } from '@/ml/objectives/language-model';
import { memory, setBackend } from '@/ml/tf';
import { trainNetwork } from '@/ml/train';
import type { TrainingState } from '@/ml/training/state';
import { trainKeeping } from '@/nodes/train/common/keep';
import { gpt } from '../../ml/helpers/networks';

beforeAll(() => setBackend('cpu'));

const options = {
  network: gpt({ vocabulary: 7, width: 8, layers: 1, heads: 2, context: 4, dropout: 0.1 }),
  data: { training: { ids: Int32Array.from({ length: 200 }, (_, index) => (index * index) % 7), blockLength: 4 } },
  objective: languageModel,
  optimiser: { kind: 'adamw' },
  schedule: { kind: 'cosine', learningRate: 0.01, warmupSteps: 2, decaySteps: 12 },
  batchSize: 2,
  steps: 12,
  evaluateEvery: 5,
  evaluateBatches: 1,
  seed: 3,
} as const;

test('keeping the state after every step changes nothing of what is learned, and leaves no tensor behind', async () => {
  const whole = await trainNetwork(options);
  const before = memory().numTensors;
  const kept: TrainingState[] = [];
  const hooks = { checkpoint: (state: TrainingState) => void kept.push(state) };
  const interrupted = await trainKeeping({ ...options, hooks }, null, -1);
  expect(memory().numTensors).toBe(before);
  expect(interrupted.ended).toBe('steps');
  expect(interrupted.state.weights).toEqual(whole.state.weights);
  expect(interrupted.state.moments).toEqual(whole.state.moments);
  expect(interrupted.history.evaluations).toEqual(whole.history.evaluations);
  expect(new Set(kept.map(({ step }) => step))).toEqual(new Set(Array.from({ length: 13 }, (_, step) => step)));
});

test('a training that is not interrupted keeps its state at each look and at the end', async () => {
  const kept: number[] = [];
  const hooks = { checkpoint: ({ step }: TrainingState) => void kept.push(step) };
  await trainKeeping({ ...options, hooks }, null, Number.POSITIVE_INFINITY);
  expect(kept).toEqual([0, 5, 10, 12]);
});
