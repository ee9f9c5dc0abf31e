import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { drawNoisedBatch, gridTime } from '@/ml/diffusion/batch';
import { consistencyFunction, consistencyLoss } from '@/ml/diffusion/consistency';
import type { Denoiser } from '@/ml/diffusion/denoiser';
import { diffusionLevel, diffusionLevels, type Level } from '@/ml/diffusion/levels';
import { progressiveLoss } from '@/ml/diffusion/progressive';
import { sampleDdim } from '@/ml/diffusion/samplers/ddim';
import { noiseSchedule } from '@/ml/diffusion/schedules';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { bestDenoiser, mixtureData, normal } from '../helpers/mixture';
import { expectClose, noise } from '../helpers/tensors';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const schedule = noiseSchedule('cosine', 128);
const data = mixtureData(normal, 300, 1);
const [mean, deviation, dataDeviation] = [normal.means[0] ?? [], normal.deviations[0] ?? 0, 0.5];
const teacher = bestDenoiser(normal, 'epsilon', (time) => diffusionLevel(schedule, time));
const scalarOf = (loss: tf.Tensor) => {
  const [value = Number.NaN] = loss.dataSync();
  loss.dispose();
  return value;
};

/** A denoiser that says `mean + slope(level) · (x − signal · mean)` of the clean data. */
const linear =
  (slope: (level: Level) => number): Denoiser =>
  (x, times) => {
    const levels = Array.from(times.dataSync(), (time) => diffusionLevel(schedule, time));
    const column = (of: (level: Level) => number) => tf.tensor2d(levels.map((level) => [of(level)]));
    const centre = tf.tensor2d([[...mean]]);
    return tf.add(
      centre,
      tf.mul(
        column(slope),
        tf.sub(
          x,
          tf.mul(
            column(({ signal }) => signal),
            centre,
          ),
        ),
      ),
    );
  };

/** By how much one step of DDIM with the best denoiser scales `x − signal · mean`. */
const stepScale = (from: Level, to: Level) => {
  const variance = (from.signal * deviation) ** 2 + from.noise ** 2;
  return (to.signal * from.signal * deviation ** 2 + to.noise * from.noise) / variance;
};

test('a consistency function is the identity on data, whatever its denoiser says', () => {
  const x = noise(1, [3, 2]);
  const levels = [diffusionLevel(schedule, -1), diffusionLevel(schedule, 60), diffusionLevel(schedule, 127)];
  for (const prediction of ['epsilon', 'x0', 'v'] as const) {
    const found = consistencyFunction((x) => tf.fill(x.shape, 7), x, levels, undefined, { prediction });
    expectClose(found.dataSync().slice(0, 2), x.dataSync().slice(0, 2), 1e-6);
  }
  // Where hardly any signal is left, it is what the denoiser says.
  const far = consistencyFunction((x) => tf.fill(x.shape, 7), x, levels, undefined, { prediction: 'x0' });
  expectClose(far.dataSync().slice(4), [7, 7], 1e-2);
});

test('the student who says where the teacher’s steps end has no loss in consistency; no other has none', () => {
  const steps = 16;
  const grid = diffusionLevels(schedule, steps);
  const student = linear((level) => {
    const first = grid.findIndex(({ time }) => time === level.time);
    let end = 1;
    for (let index = first; index < steps; index++) end *= stepScale(grid[index] ?? level, grid[index + 1] ?? level);
    const all = level.noise ** 2 + (level.signal * dataDeviation) ** 2;
    const skip = (level.signal * dataDeviation ** 2) / all;
    // skip x + out x̂₀ = mean + end (x − signal mean), and skip · signal + out = 1.
    return ((end - skip) * all) / level.noise ** 2;
  });
  const batch = drawNoisedBatch(data, 200, createRandom(1), { time: gridTime(schedule, steps) });
  const options = { schedule, steps, prediction: 'x0' as const, dataDeviation };
  const lossOf = (student: Denoiser, distance: 'squared' | 'pseudo-huber' = 'squared') =>
    scalarOf(
      consistencyLoss({ student, target: student, teacher, teacherPrediction: 'epsilon' }, batch, {
        ...options,
        distance,
      }),
    );
  const before = tf.memory().numTensors;
  expect(lossOf(student)).toBeLessThan(1e-8);
  expect(lossOf(student, 'pseudo-huber')).toBeLessThan(1e-5);
  expect(tf.memory().numTensors).toBe(before);
  for (const other of [linear(() => 0.5), linear(() => 0)]) {
    expect(lossOf(other)).toBeGreaterThan(1e-5);
    expect(lossOf(other, 'pseudo-huber')).toBeGreaterThan(1e-4);
  }
});

test('no gradient of the consistency loss flows to its target', () => {
  const steps = 8;
  const batch = drawNoisedBatch(data, 20, createRandom(1), { time: gridTime(schedule, steps) });
  const scaled =
    (weight: tf.Tensor): Denoiser =>
    (x) =>
      tf.mul(x, weight);
  const loss = (student: tf.Tensor, target: tf.Tensor) =>
    consistencyLoss(
      { student: scaled(student), target: scaled(target), teacher, teacherPrediction: 'epsilon' },
      batch,
      {
        schedule,
        steps,
        prediction: 'x0',
      },
    );
  const fixed = tf.scalar(0.4);
  const apart = scalarOf(tf.grad((weight: tf.Tensor) => loss(weight, fixed))(tf.scalar(0.4)));
  const shared = scalarOf(tf.grad((weight: tf.Tensor) => loss(weight, weight))(tf.scalar(0.4)));
  expect(shared).toBeCloseTo(apart, 6);
  expect(Math.abs(apart)).toBeGreaterThan(1e-4);
});

test('the student who leads in one step where the teacher’s two lead has no loss, and samples the same in half the steps', async () => {
  const steps = 8;
  const fine = diffusionLevels(schedule, 2 * steps);
  const student = linear((level) => {
    const at = fine.findIndex(({ time }) => time === level.time);
    const [between = level, to = level] = [fine[at + 1], fine[at + 2]];
    const scale = stepScale(level, between) * stepScale(between, to);
    // x_to = signal_to x̂₀ + noise_to ε̂, solved for x̂₀.
    const ratio = to.noise / level.noise;
    return (scale - ratio) / (to.signal - ratio * level.signal);
  });
  const batch = drawNoisedBatch(data, 200, createRandom(1), { time: gridTime(schedule, steps) });
  const before = tf.memory().numTensors;
  for (const weighting of ['truncated-snr', 'snr-plus-one'] as const) {
    const options = { schedule, steps, prediction: 'x0', teacherPrediction: 'epsilon', weighting } as const;
    const lossOf = (student: Denoiser) => scalarOf(progressiveLoss({ student, teacher }, batch, options));
    expect(lossOf(student)).toBeLessThan(1e-7);
    expect(lossOf(linear(() => 0.5))).toBeGreaterThan(1e-2);
    // One that is not distilled at all is nearer, but not there.
    expect(lossOf(linear((level) => stepScale(level, diffusionLevel(schedule, -1))))).toBeGreaterThan(1e-5);
  }
  expect(tf.memory().numTensors).toBe(before);
  const common = { schedule, shape: [10, 2], seed: 1 };
  const half = await sampleDdim({ ...common, denoiser: student, prediction: 'x0', steps });
  const whole = await sampleDdim({ ...common, denoiser: teacher, prediction: 'epsilon', steps: 2 * steps });
  expectClose(half.samples, whole.samples.dataSync(), 1e-4);
  tf.dispose([half.samples, whole.samples]);
});

test('a time that is not on the grid is refused', () => {
  const batch = drawNoisedBatch(data, 4, createRandom(1), { time: () => 3 });
  const options = { schedule, steps: 8, prediction: 'x0', teacherPrediction: 'epsilon' } as const;
  expect(() => progressiveLoss({ student: teacher, teacher }, batch, options)).toThrow('time 3');
});
