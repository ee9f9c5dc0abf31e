import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { rowShares } from '@/ml/diffusion/batch';
import { diffusionLevel } from '@/ml/diffusion/levels';
import {
  addNoise,
  convertPrediction,
  type Prediction,
  readPrediction,
  targetOf,
} from '@/ml/diffusion/parameterisation';
import { noiseSchedule } from '@/ml/diffusion/schedules';
import { gaussianNoise } from '@/ml/functions/noise';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { diffusers } from '../helpers/diffusion';
import { momentsOf } from '../helpers/mixture';
import { expectClose, noise } from '../helpers/tensors';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const kinds: readonly Prediction[] = ['epsilon', 'x0', 'v'];
const schedule = noiseSchedule('linear', 1000);

test('noised data and its velocity are those of diffusers', () => {
  const { times, noise, x, v } = diffusers.noised;
  const [clean, epsilon] = [tf.tensor(diffusers.start, [2, 3]), tf.tensor(noise, [2, 3])];
  const shares = rowShares(
    times.map((time: number) => diffusionLevel(schedule, time)),
    2,
  );
  expectClose(addNoise(clean, epsilon, shares), x, 1e-6);
  expectClose(targetOf('v', clean, epsilon, shares), v, 1e-6);
});

test('q(x_t | x_0) has mean √ᾱ x₀ and variance 1 − ᾱ', () => {
  const count = 40_000;
  for (const time of [5, 300, 999]) {
    const level = diffusionLevel(schedule, time);
    const epsilon = gaussianNoise([count, 2], createRandom(`q/${time}`));
    const { mean, covariance } = momentsOf(addNoise(tf.tensor2d([[1.5, -0.5]]), epsilon, level));
    const variance = 1 - (schedule.alphaBar[time] ?? 0);
    const left = Math.sqrt(schedule.alphaBar[time] ?? 0);
    // Four standard errors.
    expectClose(mean, [1.5 * left, -0.5 * left], (4 * Math.sqrt(variance)) / Math.sqrt(count));
    expectClose(covariance, [variance, 0, 0, variance], 4 * variance * Math.sqrt(2 / count));
  }
});

test('each way of saying a prediction leads to each other and back', () => {
  const [clean, epsilon] = [noise(1, [4, 3, 2]), noise(2, [4, 3, 2])];
  for (const time of [0, 50, 400, 800]) {
    const level = diffusionLevel(schedule, time);
    const x = addNoise(clean, epsilon, level);
    // A division by signal or noise makes the rounding of 32 bits larger, by as much.
    const tolerance = 1e-6 / Math.min(level.signal, level.noise) ** 2;
    for (const from of kinds) {
      for (const to of kinds) {
        const said = targetOf(from, clean, epsilon, level);
        const other = convertPrediction(said, from, to, x, level);
        expectClose(other, targetOf(to, clean, epsilon, level).dataSync(), tolerance);
        expectClose(convertPrediction(other, to, from, x, level), said.dataSync(), tolerance);
      }
    }
  }
});

test('each way back is exact in what any prediction is, not only a true one', () => {
  const [x, said] = [noise(3, [5, 2]), noise(4, [5, 2])];
  const level = { signal: 0.6, noise: 0.8 };
  for (const from of kinds) {
    for (const to of kinds) {
      const back = convertPrediction(convertPrediction(said, from, to, x, level), to, from, x, level);
      expectClose(back, said.dataSync(), 1e-6);
    }
  }
});

test('clipped data leaves noise that still makes up x', () => {
  const [x, said] = [noise(5, [6, 2]), noise(6, [6, 2])];
  const level = diffusionLevel(schedule, 600);
  for (const kind of kinds) {
    const { clean, epsilon } = readPrediction(said, kind, x, level, 0.5);
    expect(tf.max(tf.abs(clean)).dataSync()[0]).toBeLessThanOrEqual(0.5);
    expectClose(addNoise(clean, epsilon, level), x.dataSync(), 1e-6);
  }
});

test('a row’s noise does not depend on how many rows there are', () => {
  const few = gaussianNoise([2, 3], createRandom(1)).dataSync();
  expect(gaussianNoise([5, 3], createRandom(1)).dataSync().slice(0, 6)).toEqual(few);
});
