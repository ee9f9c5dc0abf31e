import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { impliedRewards, type PairScores, type PreferenceMethod, preferenceLoss } from '@/ml/align/preference-loss';
import { preferenceObjective, type TokenPair } from '@/ml/objectives/preferences';
import * as tf from '@/ml/tf';
import { trainNetwork } from '@/ml/train';
import { initialState } from '@/ml/training/state';
import { initialiseWeights } from '@/ml/weights';
import { gpt } from '../helpers/networks';
import { expectGradient } from '../helpers/tensors';

const { pairs } = JSON.parse(readFileSync(new URL('../../fixtures/align/trl.json', import.meta.url), 'utf8'));

beforeAll(() => tf.setBackend('cpu'));

const scores = (): PairScores => ({
  chosen: tf.tensor1d(pairs.chosen),
  rejected: tf.tensor1d(pairs.rejected),
  referenceChosen: tf.tensor1d(pairs.referenceChosen),
  referenceRejected: tf.tensor1d(pairs.referenceRejected),
  chosenTokens: tf.tensor1d(pairs.chosenTokens),
  rejectedTokens: tf.tensor1d(pairs.rejectedTokens),
  divergence: tf.scalar(pairs.divergence),
});
const METHODS: readonly PreferenceMethod[] = ['dpo', 'ipo', 'kto', 'orpo'];

test.each(METHODS)('%s is what TRL’s formula gives', (method) => {
  const loss = preferenceLoss(scores(), { method, beta: pairs.beta });
  expect(loss.dataSync()[0]).toBeCloseTo(pairs[method], 5);
});

test('smoothed DPO is what TRL’s formula gives', () => {
  const loss = preferenceLoss(scores(), { method: 'dpo', beta: pairs.beta, smoothing: pairs.smoothing });
  expect(loss.dataSync()[0]).toBeCloseTo(pairs.smoothed, 5);
});

test('where the model is its reference, DPO is ln 2, KTO a half, and nothing is implied', () => {
  const same = {
    ...scores(),
    referenceChosen: tf.tensor1d(pairs.chosen),
    referenceRejected: tf.tensor1d(pairs.rejected),
  };
  const at = (method: PreferenceMethod) =>
    preferenceLoss({ ...same, divergence: tf.scalar(0) }, { method, beta: 0.1 }).dataSync()[0];
  expect(at('dpo')).toBeCloseTo(Math.LN2, 6);
  expect(at('kto')).toBeCloseTo(0.5, 6);
  expect(at('ipo')).toBeCloseTo(25, 4);
  const { chosen, rejected } = impliedRewards(same, { method: 'dpo', beta: 0.1 });
  expect([...chosen.dataSync(), ...rejected.dataSync()].every((reward) => reward === 0)).toBe(true);
});

test.each(METHODS)('the gradient of %s is its slope, also at the beginning', (method) => {
  const given = scores();
  const lossOf = (chosen: tf.Tensor, rejected: tf.Tensor) =>
    preferenceLoss({ ...given, chosen, rejected }, { method, beta: 0.3 });
  expectGradient([given.chosen, given.rejected], lossOf);
  expectGradient([tf.clone(given.referenceChosen), tf.clone(given.referenceRejected)], lossOf);
});

const PAIRS: readonly TokenPair[] = [
  { prompt: [1, 2], chosen: [3, 4], rejected: [5, 6, 7] },
  { prompt: [2], chosen: [3], rejected: [6, 5] },
].map((pair) => ({
  ...pair,
  referenceChosen: -2.3 * pair.chosen.length,
  referenceRejected: -2.3 * pair.rejected.length,
  stray: { answer: [4, 4], reference: -4.6 },
}));

test.each(METHODS)(
  'a network learns by %s to prefer what was preferred, and leaves no tensor behind',
  async (method) => {
    const network = gpt({ vocabulary: 10, width: 8, layers: 1, heads: 2, context: 8, tied: false });
    const before = tf.memory().numTensors;
    const { history } = await trainNetwork({
      network,
      initial: initialState(initialiseWeights(network, 1)),
      data: { training: PAIRS },
      objective: preferenceObjective(network, { method, beta: 0.5 }),
      optimiser: { kind: 'adamw', weightDecay: 0 },
      schedule: { kind: 'constant', learningRate: 0.02 },
      batchSize: 4,
      steps: 12,
      evaluateEvery: 12,
      evaluateBatches: 2,
      seed: 1,
    });
    expect(tf.memory().numTensors).toBe(before);
    const [first, last] = [history.evaluations[0], history.evaluations.at(-1)];
    expect(last?.trainingLoss).toBeLessThan(first?.trainingLoss ?? 0);
    expect(last?.measures?.accuracy).toBe(1);
    expect(last?.measures?.margin).toBeGreaterThan((first?.measures?.margin ?? 0) + 0.1);
  },
);
