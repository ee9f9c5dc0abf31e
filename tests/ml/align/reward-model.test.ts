import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { pairCalibrationOf } from '@/ml/align/calibration';
import { textScores } from '@/ml/align/scores';
import { rewardObjective } from '@/ml/objectives/reward-model';
import * as tf from '@/ml/tf';
import { initialiseWeights, uploadWeights } from '@/ml/weights';
import { gpt, networkOf } from '../helpers/networks';
import { noiseValues } from '../helpers/tensors';

beforeAll(() => tf.setBackend('cpu'));

test('a text is scored at its last token, whatever stands beside it; the loss is that of Bradley and Terry', () => {
  const body = gpt({ vocabulary: 9, width: 8, layers: 1, heads: 2, context: 8 }).operations.slice(0, -1);
  const head = { id: 'score', layer: 'score-head', params: { width: 8, norm: 'layer-norm', bias: false } };
  const network = networkOf([...body, head], 9);
  const first = initialiseWeights(network, 3);
  expect([...(first['score.output.weight']?.data ?? [1])].every((number) => number === 0)).toBe(true);
  const output = { shape: [8, 1], data: noiseValues(4, 8) };
  const weights = uploadWeights(network, { ...first, 'score.output.weight': output });
  const [long, short] = [
    [1, 2, 3, 4],
    [5, 6],
  ];
  const [a = 0, b = 0] = textScores(network, weights, [long, short]).dataSync();
  expect(textScores(network, weights, [short]).dataSync()[0]).toBeCloseTo(b, 5);
  const batch = [{ chosen: long, rejected: short }];
  const loss = (centre: number) => rewardObjective(network, { centre }).loss(network, weights, batch, {}).dataSync()[0];
  expect(loss(0)).toBeCloseTo(Math.log(1 + Math.exp(b - a)), 5);
  expect(loss(0.5)).toBeCloseTo(Math.log(1 + Math.exp(b - a)) + 0.5 * (a + b) ** 2, 4);
});

test('calibration compares how sure a judge is with how often it is right', () => {
  const logit = Math.log(0.75 / 0.25);
  const { accuracy, calibrationError, bins } = pairCalibrationOf([logit, logit, logit, -logit, 0]);
  expect(accuracy).toBeCloseTo(3.5 / 5, 10);
  expect(bins).toEqual([
    { sure: 0.5, right: 0.5, count: 1 },
    { sure: expect.closeTo(0.75, 6), right: 0.75, count: 4 },
  ]);
  expect(calibrationError).toBeCloseTo(0, 6);
  expect(pairCalibrationOf([5, -5]).calibrationError).toBeCloseTo(1 / (1 + Math.exp(-5)) - 0.5, 6);
});
