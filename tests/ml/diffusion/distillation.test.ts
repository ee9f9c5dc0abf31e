import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { drawNoisedBatch, gridTime, ontoGrid } from '@/ml/diffusion/batch';
import { consistencyFunction, consistencyLoss } from '@/ml/diffusion/consistency';
import type { Denoiser } from '@/ml/diffusion/denoiser';
import { uniformTime } from '@/ml/diffusion/flow-matching';
import { diffusionLevel, diffusionLevels, flowLevels, type Level } from '@/ml/diffusion/levels';
import type { Reading } from '@/ml/diffusion/parameterisation';
import { progressiveLoss } from '@/ml/diffusion/progressive';
import { type Asked, rowStep } from '@/ml/diffusion/row-step';
import { sampleDdim } from '@/ml/diffusion/samplers/ddim';
import { noiseSchedule } from '@/ml/diffusion/schedules';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { bestDenoiser, type Mixture, mixtureData, normal } from '../helpers/mixture';
import { expectClose, noise } from '../helpers/tensors';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const schedule = noiseSchedule('cosine', 128);
const clean: Level = { time: -1, signal: 1, noise: 0 };
const data = mixtureData(normal, 300, 1);
const [mean, deviation, dataDeviation] = [normal.means[0] ?? [], normal.deviations[0] ?? 0, 0.5];
const teacher = bestDenoiser(normal, 'epsilon', (time) => diffusionLevel(schedule, time));
const asked = (denoiser: Denoiser, reading: Reading = 'x0'): Asked => ({ denoiser, reading });
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
  for (const prediction of ['epsilon', 'x0', 'v', 'velocity'] as const) {
    const found = consistencyFunction(
      asked((x) => tf.fill(x.shape, 7), prediction),
      x,
      levels,
      undefined,
    );
    expect(found.dataSync().slice(0, 2)).toEqual(x.dataSync().slice(0, 2));
  }
  // Of a velocity it is the clean data everywhere, so that a denoiser that has learned need say nothing else.
  for (const reading of ['v', 'velocity'] as const) {
    const velocity = asked((x) => tf.mul(x, 0.3), reading);
    const found = consistencyFunction(velocity, x, levels, undefined);
    const shares = levels.map(({ signal, noise }) => (reading === 'v' ? signal : 1) - 0.3 * noise);
    expectClose(found.dataSync(), tf.mul(x, tf.tensor2d(shares, [3, 1])).dataSync(), 1e-6);
  }
  // Where hardly any signal is left, it is what the denoiser says.
  const far = consistencyFunction(
    asked((x) => tf.fill(x.shape, 7)),
    x,
    levels,
    undefined,
  );
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
  const batch = drawNoisedBatch(data, 200, createRandom(1), { time: gridTime(grid) });
  const options = { grid, dataDeviation };
  const lossOf = (student: Denoiser, distance: 'squared' | 'pseudo-huber' = 'squared') =>
    scalarOf(
      consistencyLoss({ student: asked(student), target: asked(student), teacher: asked(teacher, 'epsilon') }, batch, {
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
  const grid = diffusionLevels(schedule, 8);
  const batch = drawNoisedBatch(data, 20, createRandom(1), { time: gridTime(grid) });
  const scaled =
    (weight: tf.Tensor): Denoiser =>
    (x) =>
      tf.mul(x, weight);
  const loss = (student: tf.Tensor, target: tf.Tensor) =>
    consistencyLoss(
      { student: asked(scaled(student)), target: asked(scaled(target)), teacher: asked(teacher, 'epsilon') },
      batch,
      { grid },
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
  const halved = fine.filter((_, index) => index % 2 === 0);
  const batch = drawNoisedBatch(data, 200, createRandom(1), { time: gridTime(halved) });
  const before = tf.memory().numTensors;
  for (const weighting of ['truncated-snr', 'snr-plus-one'] as const) {
    const people = (student: Denoiser) => ({ student: asked(student), teacher: asked(teacher, 'epsilon') });
    const lossOf = (student: Denoiser) => scalarOf(progressiveLoss(people(student), batch, { grid: fine, weighting }));
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
  const people = { student: asked(teacher), teacher: asked(teacher, 'epsilon') };
  expect(() => progressiveLoss(people, batch, { grid: diffusionLevels(schedule, 16) })).toThrow('time 3');
});

test('a batch of any times is put onto a grid, each place as often', () => {
  const grid = flowLevels(5);
  const batch = ontoGrid(drawNoisedBatch(data, 1_000, createRandom(1), { time: uniformTime }), grid);
  for (const { time } of grid.slice(0, -1)) {
    const there = batch.times.filter((one) => one === Math.fround(time)).length;
    expect(Math.abs(there - 200)).toBeLessThan(60);
  }
});

describe('of one number, normal, whose paths from noise are known', () => {
  const line: Mixture = { weights: [1], means: [[0.7]], deviations: [0.4] };
  const items = mixtureData(line, 300, 1);
  /** `f(x, t)`: the path's `(x − signal · mean) / deviation` at the level is the same at the data. */
  const exactEnd = (x: tf.Tensor, { signal, noise }: Level) =>
    tf.add(tf.mul(tf.sub(x, signal * 0.7), 0.4 / Math.hypot(signal * 0.4, noise)), 0.7);
  const kinds = {
    diffusion: { levels: (steps: number) => diffusionLevels(noiseSchedule('cosine', 512), steps), reading: 'v' },
    'a flow': { levels: flowLevels, reading: 'velocity' },
  } as const;

  describe.each(Object.entries(kinds))('%s', (_name, { levels, reading }) => {
    const levelOf = (grid: readonly Level[]) => (time: number) =>
      grid.find((level) => Math.fround(Math.max(level.time, 0)) === time) ?? { signal: 1, noise: 0 };

    /** How far, at most, one step of the teacher leaves the path. */
    const strays = (solver: 'ddim' | 'heun', steps: number) => {
      const grid = levels(steps);
      const teacher = asked(bestDenoiser(line, reading, levelOf(grid)), reading);
      // Near both ends log(signal / noise) changes much in one step, however many there are.
      const from = grid.slice(steps / 4, (3 * steps) / 4);
      const to = grid.slice(steps / 4 + 1, (3 * steps) / 4 + 1);
      return tf.tidy(() => {
        const x = tf.tensor2d(from.map(() => [1.1]));
        const reached = rowStep(solver, teacher, { x, from, to });
        const ends = (x: tf.Tensor, levels: readonly Level[]) =>
          levels.map((level, row) => exactEnd(tf.slice(x, row, 1), level).dataSync()[0] ?? Number.NaN);
        const [start, end] = [ends(x, from), ends(reached, to)];
        return Math.max(...start.map((value, row) => Math.abs(value - (end[row] ?? Number.NaN))));
      });
    };

    test('Heun’s steps stay on the path far better than DDIM’s, and halved ones are a power better', () => {
      expect(strays('heun', 32)).toBeLessThan(0.2 * strays('ddim', 32));
      expect(strays('ddim', 32) / strays('ddim', 64)).toBeGreaterThan(3);
      expect(strays('heun', 32) / strays('heun', 64)).toBeGreaterThan(6);
    });

    test('the exact consistency function is a fixed point: with small steps its loss is all but 0, and no other’s is', () => {
      const grid = levels(128);
      const teacher = asked(bestDenoiser(line, reading, levelOf(grid)), reading);
      const batch = drawNoisedBatch(items, 300, createRandom(1), { time: gridTime(grid) });
      const ofPath =
        (bend: number): Denoiser =>
        (x, times) =>
          tf.concat(
            Array.from(times.dataSync(), (time, row) => {
              const level = { time, ...levelOf(grid)(time) };
              const own = tf.slice(x, row, 1);
              // skip x + out x̂₀ = f; at the data x̂₀ does not count.
              const all = level.noise ** 2 + (level.signal * dataDeviation) ** 2;
              const end = tf.add(exactEnd(own, level), bend * level.noise);
              const skip = (level.signal * dataDeviation ** 2) / all;
              return level.noise > 0 ? tf.mul(tf.sub(end, tf.mul(own, skip)), all / level.noise ** 2) : own;
            }),
          );
      const lossOf = (student: Denoiser) => {
        const people = { student: asked(student), target: asked(student), teacher };
        return scalarOf(consistencyLoss(people, batch, { grid, solver: 'heun', dataDeviation }));
      };
      expect(lossOf(ofPath(0))).toBeLessThan(1e-6);
      expect(lossOf(ofPath(0.5))).toBeGreaterThan(1e-5);
    });

    test('what a progressive student is asked for is what two steps of DDIM, undone as one, say in closed form', () => {
      const grid = levels(8);
      const teacher = asked(bestDenoiser(line, reading, levelOf(grid)), reading);
      const batch = drawNoisedBatch(items, 100, createRandom(1), {
        time: gridTime(grid.filter((_, index) => index % 2 === 0)),
      });
      const ofClosedForm: Denoiser = (x, times) =>
        tf.concat(
          Array.from(times.dataSync(), (time, row) => {
            const at = grid.findIndex((level) => Math.fround(level.time) === time);
            const [from = clean, between = clean, to = clean] = grid.slice(at, at + 3);
            const scale = stepScale(from, between) * stepScale(between, to);
            const ratio = to.noise / from.noise;
            const off = tf.sub(tf.slice(x, row, 1), from.signal * 0.7);
            return tf.add(tf.mul(off, (scale - ratio) / (to.signal - ratio * from.signal)), 0.7);
          }),
        );
      const people = { student: asked(ofClosedForm), teacher };
      expect(scalarOf(progressiveLoss(people, batch, { grid }))).toBeLessThan(1e-8);
    });
  });
});
