import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Denoiser } from '@/ml/diffusion/denoiser';
import { diffusionLevel, flowLevels, type Level } from '@/ml/diffusion/levels';
import type { Prediction } from '@/ml/diffusion/parameterisation';
import { ddimStep } from '@/ml/diffusion/samplers/ddim';
import { dpmSolverPlusPlusStep } from '@/ml/diffusion/samplers/dpm-solver-plus-plus';
import { eulerStep } from '@/ml/diffusion/samplers/euler';
import { follow, type Step } from '@/ml/diffusion/samplers/follow';
import { heunStep } from '@/ml/diffusion/samplers/heun';
import type { SamplingOptions } from '@/ml/diffusion/samplers/options';
import { noiseSchedule } from '@/ml/diffusion/schedules';
import * as tf from '@/ml/tf';
import { diffusers, valuesOf } from '../helpers/diffusion';
import { bestDenoiser, type Mixture } from '../helpers/mixture';
import { expectClose } from '../helpers/tensors';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const schedule = noiseSchedule('linear', 1000);
const levelOf = (time: number) => diffusionLevel(schedule, time);
const flowLevelOf = (time: number) => ({ signal: 1 - time, noise: time });

describe('as diffusers steps', () => {
  /** The same function of x and t as in the fixture. */
  const model: Denoiser = (x, times) =>
    tf.add(tf.mul(tf.sin(tf.add(tf.mul(x, 1.3), tf.div(tf.reshape(times, [-1, 1]), 300))), 0.7), tf.mul(x, 0.2));

  /** Where each step led, beginning where the fixture begins. */
  async function pathOf(step: (prediction: Prediction) => Step, prediction: Prediction): Promise<number[][]> {
    const path: number[][] = [];
    let begun = false;
    const levels = Array.from({ length: 11 }, (_, index) => levelOf(999 - 100 * index));
    const from: Step = (input) => {
      const x = begun ? input.x : tf.tensor(diffusers.start, [2, 3]);
      begun = true;
      return step(prediction)({ ...input, x });
    };
    const onStep: SamplingOptions['onStep'] = ({ x }) => {
      path.push(Array.from(x.dataSync()));
    };
    await valuesOf(follow(levels, from, { denoiser: model, shape: [2, 3], steps: 10, seed: 1, onStep }));
    return path;
  }
  const common = { denoiser: model, schedule, shape: [2, 3], steps: 10, seed: 1 };

  test.each<Prediction>(['epsilon', 'x0', 'v'])('DDIM, predicting %s', async (prediction) => {
    const found = await pathOf((prediction) => ddimStep({ ...common, prediction }), prediction);
    expectClose(found.flat(), diffusers.ddim[prediction].flat(), 1e-4);
  });

  test.each<Prediction>(['epsilon', 'x0', 'v'])('DPM-Solver++, predicting %s', async (prediction) => {
    const { path, times } = diffusers.dpmSolver[prediction];
    expect(times).toEqual(Array.from({ length: 10 }, (_, index) => 999 - 100 * index));
    const found = await pathOf((prediction) => dpmSolverPlusPlusStep({ ...common, prediction }), prediction);
    expectClose(found.slice(0, 9).flat(), path.flat(), 1e-4);
  });
});

describe('on normal data, where the path is known', () => {
  const [mean, deviation] = [0.7, 0.4];
  const spread = ({ signal, noise }: Pick<Level, 'signal' | 'noise'>) => Math.hypot(signal * deviation, noise);

  /** How far the end of a path is from where the exact one ends that begins at the same place. */
  async function errorOf(levels: readonly Level[], step: Step, denoiser: Denoiser): Promise<number> {
    let begin: number[] | undefined;
    const watched: Denoiser = (x, times) => {
      begin ??= Array.from(x.dataSync());
      return denoiser(x, times);
    };
    const found = await valuesOf(
      follow(levels, step, { denoiser: watched, shape: [32, 1], steps: levels.length - 1, seed: 3 }),
    );
    const [first, last] = [levels[0], levels.at(-1)];
    if (!first || !last) throw new Error('There are no levels.');
    return Math.max(
      ...found.map((x, row) => {
        const unit = ((begin?.[row] ?? Number.NaN) - first.signal * mean) / spread(first);
        return Math.abs(x - (last.signal * mean + unit * spread(last)));
      }),
    );
  }

  const one: Mixture = { weights: [1], means: [[mean]], deviations: [deviation] };

  async function orders(error: (steps: number) => Promise<number>): Promise<number[]> {
    const errors = [await error(8), await error(16), await error(32), await error(64)];
    return errors.slice(1).map((each, index) => Math.log2((errors[index] ?? Number.NaN) / each));
  }

  /** Levels evenly spaced in λ, from −2 to 0; times are their indices. */
  function diffusionError(steps: number, stepOf: typeof ddimStep): Promise<number> {
    const levels = Array.from({ length: steps + 1 }, (_, time): Level => {
      const signal = Math.sqrt(1 / (1 + Math.exp(-2 * (-2 + (2 * time) / steps))));
      return { time, signal, noise: Math.sqrt(1 - signal ** 2) };
    });
    const denoiser = bestDenoiser(one, 'v', (time) => levels[time] ?? { signal: 1, noise: 0 });
    return errorOf(levels, stepOf({ denoiser, schedule, prediction: 'v', shape: [32, 1], steps, seed: 3 }), denoiser);
  }

  test('DPM-Solver++(2M) is of second order, and DDIM of first', async () => {
    for (const order of await orders((steps) => diffusionError(steps, dpmSolverPlusPlusStep))) {
      expect(order).toBeGreaterThan(1.85);
      expect(order).toBeLessThan(2.15);
    }
    for (const order of await orders((steps) => diffusionError(steps, ddimStep))) {
      expect(order).toBeGreaterThan(0.8);
      expect(order).toBeLessThan(1.2);
    }
  });

  test('Heun’s method is of second order, and Euler’s of first', async () => {
    const denoiser = bestDenoiser(one, 'velocity', flowLevelOf);
    for (const order of (await orders((steps) => errorOf(flowLevels(steps), heunStep, denoiser))).slice(1)) {
      expect(order).toBeGreaterThan(1.75);
      expect(order).toBeLessThan(2.4);
    }
    for (const order of (await orders((steps) => errorOf(flowLevels(steps), eulerStep, denoiser))).slice(1)) {
      expect(order).toBeGreaterThan(0.8);
      expect(order).toBeLessThan(1.2);
    }
  });
});
