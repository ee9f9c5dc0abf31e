import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffusionLevel, diffusionLevels, flowLevels, levelsAhead } from '@/ml/diffusion/levels';
import { posterior } from '@/ml/diffusion/samplers/ddpm';
import { logSignalToNoise, type NoiseScheduleKind, noiseSchedule, signalToNoise } from '@/ml/diffusion/schedules';
import { diffusers } from '../helpers/diffusion';
import { expectClose } from '../helpers/tensors';

const kinds: readonly NoiseScheduleKind[] = ['linear', 'cosine', 'sigmoid'];
const at = (values: ArrayLike<number>, times: readonly number[]) => times.map((time) => values[time] ?? Number.NaN);
const relative = (found: readonly number[], wanted: readonly number[]) =>
  found.map((value, index) => value / (wanted[index] ?? Number.NaN));

test('β and ᾱ of the linear and the cosine schedule are those of diffusers', () => {
  for (const { kind, steps, times, beta, alphaBar } of diffusers.schedules) {
    const schedule = noiseSchedule(kind, steps);
    const ones = times.map(() => 1);
    expectClose(relative(at(schedule.beta, times), beta), ones, 1e-9);
    expectClose(relative(at(schedule.alphaBar, times), alphaBar), ones, 1e-9);
  }
});

test('ᾱ of the sigmoid schedule is the paper’s', () => {
  const { times, alphaBar } = diffusers.sigmoid;
  expectClose(at(noiseSchedule('sigmoid', 1000).alphaBar, times), alphaBar, 1e-9);
});

test('ᾱ of the cosine schedule is the paper’s formula until β is clipped', () => {
  const { alphaBar, beta } = noiseSchedule('cosine', 1000);
  const f = (t: number) => Math.cos(((t / 1000 + 0.008) / 1.008) * (Math.PI / 2)) ** 2;
  for (let t = 0; t < 999; t++) expect(alphaBar[t]).toBeCloseTo(f(t + 1) / f(0), 12);
  expect(beta[999]).toBe(0.999);
});

test('the variance of a step is that of diffusers', () => {
  for (const { kind, steps, times, variance } of diffusers.schedules) {
    const schedule = noiseSchedule(kind, steps);
    times.forEach((time: number, index: number) => {
      if (time === 0) return;
      const { small } = posterior(diffusionLevel(schedule, time), diffusionLevel(schedule, time - 1));
      expect(small / variance[index]).toBeCloseTo(1, 8);
    });
  }
});

test('signal only ever falls, from nearly all to nearly none, in any number of steps', () => {
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.integer({ min: 1, max: 1500 }), (kind, steps) => {
      const { beta, alphaBar } = noiseSchedule(kind, steps);
      let before = 1;
      for (let t = 0; t < steps; t++) {
        const [b = Number.NaN, left = Number.NaN] = [beta[t], alphaBar[t]];
        expect(b > 0 && b <= 0.999 && left < before && left > 0).toBe(true);
        expect(Math.exp(logSignalToNoise(left)) / signalToNoise(left)).toBeCloseTo(1, 6);
        before = left;
      }
      if (steps >= 20) expect(before).toBeLessThan(1e-3);
    }),
    { numRuns: 40 },
  );
});

test('steps that cannot be are refused', () => {
  for (const steps of [0, -1, 1.5, Number.NaN]) {
    expect(() => noiseSchedule('linear', steps)).toThrow(RangeError);
    expect(() => flowLevels(steps)).toThrow(RangeError);
  }
  expect(() => diffusionLevels(noiseSchedule('linear', 10), 11)).toThrow('take 1 to 10');
  for (const time of [10, 1.5, -2]) expect(() => diffusionLevel(noiseSchedule('linear', 10), time)).toThrow(RangeError);
});

test('levels go from the last step to the data, each less noisy; twice the steps pass through the same times', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 1000 }), fc.double({ min: 0, max: 1, noNaN: true }), (total, share) => {
      const schedule = noiseSchedule('cosine', total);
      const steps = Math.max(1, Math.floor((share * total) / 2));
      const levels = diffusionLevels(schedule, steps);
      expect(levels[0]?.time).toBe(total - 1);
      expect(levels.at(-1)).toEqual({ time: -1, signal: 1, noise: 0 });
      levels.forEach(({ time, signal, noise }, index) => {
        expect(signal ** 2 + noise ** 2).toBeCloseTo(1, 12);
        if (index > 0) expect(time).toBeLessThan(levels[index - 1]?.time ?? 0);
      });
      const fine = diffusionLevels(schedule, 2 * steps);
      expect(fine.filter((_, index) => index % 2 === 0)).toEqual(levels);
      const times = levels.slice(0, -1).map(({ time }) => time);
      expect(levelsAhead(fine, times, 2)).toEqual(levels.slice(1));
      expect(() => levelsAhead(levels, [-1], 1)).toThrow(RangeError);
    }),
    { numRuns: 60 },
  );
});

test('a flow’s levels run from 1 to 0, and a shift keeps them near 1 for longer', () => {
  expect(flowLevels(4).map(({ time }) => time)).toEqual([1, 0.75, 0.5, 0.25, 0]);
  const shifted = flowLevels(4, 3).map(({ time }) => time);
  expectClose(shifted, [1, 0.9, 0.75, 0.5, 0], 1e-12);
});
