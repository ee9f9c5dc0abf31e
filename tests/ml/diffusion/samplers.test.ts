import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Denoiser } from '@/ml/diffusion/denoiser';
import { diffusionLevel } from '@/ml/diffusion/levels';
import { sampleConsistency } from '@/ml/diffusion/samplers/consistency';
import { ddimStep, sampleDdim } from '@/ml/diffusion/samplers/ddim';
import { sampleDdpm } from '@/ml/diffusion/samplers/ddpm';
import { sampleDpmSolverPlusPlus } from '@/ml/diffusion/samplers/dpm-solver-plus-plus';
import { sampleEuler } from '@/ml/diffusion/samplers/euler';
import { follow, type Step } from '@/ml/diffusion/samplers/follow';
import { sampleHeun } from '@/ml/diffusion/samplers/heun';
import type { Sampled, SamplingOptions } from '@/ml/diffusion/samplers/options';
import { noiseSchedule } from '@/ml/diffusion/schedules';
import * as tf from '@/ml/tf';
import { valuesOf } from '../helpers/diffusion';
import { bestDenoiser, type Mixture, momentsOf, momentsOfMixture, normal, twoHills } from '../helpers/mixture';
import { expectClose } from '../helpers/tensors';

beforeAll(async () => {
  await tf.setBackend('wasm');
});

const schedule = noiseSchedule('linear', 1000);
const levelOf = (time: number) => diffusionLevel(schedule, time);
const flowLevelOf = (time: number) => ({ signal: 1 - time, noise: time });

/** Best denoisers of a mixture, as each sampler wants them. */
const asked = (mixture: Mixture) => ({
  diffusion: { denoiser: bestDenoiser(mixture, 'epsilon', levelOf), prediction: 'epsilon' as const, schedule },
  flow: { denoiser: bestDenoiser(mixture, 'velocity', flowLevelOf) },
});

type Rest = Omit<SamplingOptions, 'denoiser'>;
const samplers: Readonly<Record<string, (mixture: Mixture, rest: Rest) => Promise<Sampled>>> = {
  DDPM: (mixture, rest) => sampleDdpm({ ...asked(mixture).diffusion, ...rest }),
  'DDPM with large variance': (mixture, rest) =>
    sampleDdpm({ ...asked(mixture).diffusion, variance: 'large', ...rest, steps: 4 * rest.steps }),
  DDIM: (mixture, rest) => sampleDdim({ ...asked(mixture).diffusion, ...rest }),
  'DDIM with η = 0.5': (mixture, rest) => sampleDdim({ ...asked(mixture).diffusion, eta: 0.5, ...rest }),
  'DPM-Solver++': (mixture, rest) => sampleDpmSolverPlusPlus({ ...asked(mixture).diffusion, ...rest }),
  Euler: (mixture, rest) => sampleEuler({ ...asked(mixture).flow, ...rest }),
  Heun: (mixture, rest) => sampleHeun({ ...asked(mixture).flow, ...rest }),
};

describe.each(Object.entries(samplers))('%s', (_, sample) => {
  test.each([
    ['a normal distribution', normal],
    ['a mixture', twoHills],
  ])('brings noise to the moments of %s', async (_, mixture) => {
    const { samples } = await sample(mixture, { shape: [1500, 2], steps: 40, seed: 'moments' });
    const [found, wanted] = [momentsOf(samples), momentsOfMixture(mixture)];
    samples.dispose();
    // Four standard errors of a spread of about 1, and a little for the steps.
    expectClose([...found.mean, ...found.covariance], [...wanted.mean, ...wanted.covariance], 0.1);
  });

  const few = { shape: [3, 2], steps: 8, seed: 'few' };

  test('gives the same for the same seed, something else for another, and each row for itself', async () => {
    const first = await valuesOf(sample(twoHills, few));
    expect(await valuesOf(sample(twoHills, few))).toEqual(first);
    expect(await valuesOf(sample(twoHills, { ...few, seed: 'other' }))).not.toEqual(first);
    expectClose((await valuesOf(sample(twoHills, { ...few, shape: [5, 2] }))).slice(0, 6), first, 1e-6);
  });

  test('shows each step, and leaves nothing behind: not at its end, not when cancelled, not when something throws', async () => {
    const before = tf.memory();
    const seen: { step: number; steps: number; time: number }[] = [];
    const during = new Set<number>();
    const { samples, ended } = await sample(twoHills, {
      ...few,
      breathe: () => Promise.resolve(),
      onStep: async ({ x, clean, ...rest }) => {
        seen.push(rest);
        expect(x.shape).toEqual([3, 2]);
        expect((await clean.data()).every(Number.isFinite)).toBe(true);
        during.add(tf.memory().numTensors);
      },
    });
    expect(ended).toBe('steps');
    expect(during.size).toBe(1);
    const { steps } = seen[0] ?? { steps: 0 };
    expect(seen.map(({ step }) => step)).toEqual(Array.from({ length: steps }, (_, step) => step));
    expect(seen.every(({ time }, index) => index === 0 || time < (seen[index - 1]?.time ?? 0))).toBe(true);
    expect(tf.memory().numTensors).toBe(before.numTensors + 1);
    samples.dispose();

    let taken = 0;
    const cancelled = await sample(twoHills, { ...few, onStep: () => void taken++, shouldStop: () => taken === 3 });
    expect([cancelled.ended, taken]).toEqual(['cancel', 3]);
    cancelled.samples.dispose();

    const failing = () => {
      if (++taken > 5) throw new Error('no more');
    };
    await expect(sample(twoHills, { ...few, onStep: failing })).rejects.toThrow('no more');
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
  });

  const corners: Mixture = {
    weights: [0.5, 0.5],
    means: [
      [-2, -2],
      [2, 2],
    ],
    deviations: [0.2, 0.2],
  };

  test('inpainting keeps what is known, and fills in what belongs to it', async () => {
    const rows = 60;
    const before = tf.memory().numTensors;
    const known = tf.tensor2d(Array.from({ length: rows }, (_, row) => [row % 2 ? 2.1 : -1.9, 99]));
    const mask = tf.tensor2d([[1, 0]]);
    const values = await valuesOf(
      sample(corners, { shape: [rows, 2], steps: 30, seed: 5, inpaint: { known, mask, resamplings: 3 } }),
    );
    const agreeing = Array.from({ length: rows }, (_, row) => {
      expect(values[2 * row]).toBeCloseTo(row % 2 ? 2.1 : -1.9, 6);
      return Math.abs((values[2 * row + 1] ?? 0) - (row % 2 ? 2 : -2)) < 1;
    }).filter(Boolean);
    expect(agreeing.length).toBeGreaterThan(0.9 * rows);
    tf.dispose([known, mask]);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('image to image: the less strength, the nearer to the image', async () => {
    const clean = tf.tensor2d(Array.from({ length: 40 }, () => [-2, -2]));
    const from = (strength: number) =>
      valuesOf(sample(corners, { shape: [40, 2], steps: 20, seed: 6, start: { clean, strength } }));
    expect(await from(0)).toEqual(Array.from(clean.dataSync()));
    const stayed = (values: number[]) => values.filter((value) => value < 0).length / values.length;
    expect(stayed(await from(0.2))).toBe(1);
    expect(stayed(await from(1))).toBeLessThan(0.75);
    await expect(from(1.5)).rejects.toThrow('1.5');
    clean.dispose();
  });
});

test('what is given free of noise is asked about as it was given, at every call', async () => {
  const [known, mask] = [tf.tensor2d([[0.5, 0]]), tf.tensor2d([[1, 0]])];
  const seen: number[] = [];
  const denoiser: Denoiser = (x) => {
    seen.push(x.dataSync()[0] ?? Number.NaN);
    return tf.fill(x.shape, -1);
  };
  await valuesOf(sampleHeun({ denoiser, shape: [1, 2], steps: 4, seed: 5, inpaint: { known, mask, isClean: true } }));
  expect(seen).toEqual(Array.from({ length: 8 }, () => 0.5));
  tf.dispose([known, mask]);
});

test('DDIM with η = 1 is DDPM, and with η = 0 adds no noise', async () => {
  const options = { ...asked(twoHills).diffusion, shape: [50, 2], steps: 40, seed: 9 };
  expectClose(await valuesOf(sampleDdim({ ...options, eta: 1 })), await valuesOf(sampleDdpm(options)), 1e-3);
  const start = tf.fill([50, 2], 0.3);
  let noises = 0;
  const step = ddimStep(options);
  const counted: Step = (input) => {
    const noise = () => {
      noises++;
      return input.noise();
    };
    return step({ ...input, noise });
  };
  const levels = [999, 500, 200, -1].map(levelOf);
  await valuesOf(follow(levels, counted, { ...options, start: { clean: start, strength: 1 } }));
  expect(noises).toBe(0);
  start.dispose();
});

test('each prediction leads to the same samples', async () => {
  const ways = (['epsilon', 'x0', 'v'] as const).map((prediction) => ({
    denoiser: bestDenoiser(twoHills, prediction, levelOf),
    prediction,
    ...{ schedule, shape: [20, 2], steps: 25, seed: 4 },
  }));
  for (const sample of [sampleDdim, sampleDdpm, sampleDpmSolverPlusPlus]) {
    const [first = [], ...others] = await Promise.all(ways.map((way) => valuesOf(sample(way))));
    for (const other of others) expectClose(other, first, 2e-3);
  }
});

test('clipped data stays within its bounds', async () => {
  const values = await valuesOf(
    sampleDdim({ ...asked(twoHills).diffusion, shape: [100, 2], steps: 20, seed: 2, clip: 0.5 }),
  );
  expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(0.5 + 1e-6);
});

test('a denoiser that hands back what it was given frees nothing that is in use', async () => {
  const before = tf.memory().numTensors;
  for (const sample of [sampleDdim, sampleDpmSolverPlusPlus, sampleDdpm]) {
    const values = await valuesOf(
      sample({
        denoiser: (x) => x,
        prediction: 'x0',
        schedule,
        shape: [2, 2],
        steps: 5,
        seed: 1,
        onStep: ({ clean }) => void clean.dataSync(),
      }),
    );
    expect(values.every(Number.isFinite)).toBe(true);
  }
  expect(tf.memory().numTensors).toBe(before);
});

describe('a consistency model', () => {
  const [mean = [], deviation = 0] = [normal.means[0], normal.deviations[0]];
  const dataDeviation = 0.5;
  /** Whose consistency function is exact: x̂₀ such that skip · x + out · x̂₀ is the end of the path. */
  const exact: Denoiser = (x, times) => {
    const { signal, noise } = levelOf(times.dataSync()[0] ?? 0);
    const all = noise ** 2 + (signal * dataDeviation) ** 2;
    const off = tf.sub(x, tf.mul(tf.tensor2d([[...mean]]), signal));
    const end = tf.add(tf.mul(off, deviation / Math.hypot(signal * deviation, noise)), tf.tensor2d([[...mean]]));
    return tf.mul(tf.sub(end, tf.mul(x, (signal * dataDeviation ** 2) / all)), all / noise ** 2);
  };

  test.each([1, 2, 4])('comes to the moments of its data in %i steps', async (steps) => {
    const before = tf.memory().numTensors;
    const { samples } = await sampleConsistency({
      ...{
        denoiser: exact,
        process: { method: 'diffusion', prediction: 'x0', schedule },
        dataDeviation,
        shape: [4000, 2],
        steps,
        seed: 1,
      },
    });
    const [found, wanted] = [momentsOf(samples), momentsOfMixture(normal)];
    samples.dispose();
    expectClose([...found.mean, ...found.covariance], [...wanted.mean, ...wanted.covariance], 0.03);
    expect(tf.memory().numTensors).toBe(before);
  });
});

test('lets messages through, one of which may cancel', async () => {
  let stop = false;
  const denoiser: Denoiser = (x) => {
    const end = performance.now() + 15;
    while (performance.now() < end);
    return x;
  };
  const { samples, ended } = await sampleDdim({
    ...{ denoiser, prediction: 'x0', schedule, shape: [1, 2], steps: 100, seed: 1, shouldStop: () => stop },
    breathe: async () => {
      stop = true;
    },
  });
  expect(ended).toBe('cancel');
  samples.dispose();
});

test('another backend gives the same samples', async () => {
  const options = { ...asked(twoHills).diffusion, shape: [8, 2], steps: 20, seed: 3 };
  const wanted = await valuesOf(sampleDdpm(options));
  await tf.setBackend('cpu');
  try {
    expectClose(await valuesOf(sampleDdpm(options)), wanted, 1e-3);
  } finally {
    await tf.setBackend('wasm');
  }
});
