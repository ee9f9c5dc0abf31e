import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { generalisedAdvantages, groupAdvantages, whitened } from '@/ml/align/advantages';
import { adaptedCoefficient, clipFraction, divergenceEstimate, policyLoss, valueLoss } from '@/ml/align/policy-loss';
import * as tf from '@/ml/tf';
import { expectClose } from '../helpers/tensors';

const { gae, ppo, grpo } = JSON.parse(readFileSync(new URL('../../fixtures/align/trl.json', import.meta.url), 'utf8'));

beforeAll(() => tf.setBackend('cpu'));

test('advantages of tokens are those of the recursion, and of one token what it gained over its value', () => {
  const { advantages, returns } = generalisedAdvantages(gae.rewards, gae.values, gae);
  expectClose(advantages, gae.advantages);
  expectClose(returns, gae.returns);
  expect([...generalisedAdvantages([2], [0.5], gae).advantages]).toEqual([1.5]);
});

test('the clipped losses of PPO are those of the reference', () => {
  const t = (values: number[]) => tf.tensor1d(values);
  const { oldLogProbabilities: before, newLogProbabilities: now, advantages, clip } = ppo;
  expect(policyLoss(t(now), t(before), t(advantages), clip).dataSync()[0]).toBeCloseTo(ppo.policyLoss, 5);
  expect(clipFraction(now, before, advantages, clip)).toBeCloseTo(ppo.clipFraction, 6);
  const value = valueLoss(t(ppo.newValues), t(ppo.oldValues), t(ppo.returns), ppo.valueClip);
  expect(value.dataSync()[0]).toBeCloseTo(ppo.valueLoss, 5);
});

test('advantages within groups and the divergence of GRPO are those of the reference', () => {
  for (const [row, scores] of grpo.rewards.entries()) expectClose(groupAdvantages(scores), grpo.advantages[row]);
  const [now, reference] = [tf.tensor1d(ppo.newLogProbabilities), tf.tensor1d(grpo.referenceLogProbabilities)];
  expect(divergenceEstimate(now, reference as tf.Tensor1D).dataSync()[0]).toBeCloseTo(grpo.divergence, 5);
});

test('the KL coefficient follows its target by at most a fiftieth a round, and whitening makes one scale of all', () => {
  expect(adaptedCoefficient(1, 6, 6)).toBe(1);
  expect(adaptedCoefficient(1, 60, 6)).toBeCloseTo(1.02, 10);
  expect(adaptedCoefficient(1, 0, 6)).toBeCloseTo(0.98, 10);
  const [a, b] = whitened([Float32Array.of(1, 2), Float32Array.of(3)]);
  expectClose([...(a ?? []), ...(b ?? [])], [-Math.sqrt(1.5), 0, Math.sqrt(1.5)]);
});
