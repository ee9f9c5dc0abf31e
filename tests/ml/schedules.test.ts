import { expect, test } from 'vitest';
import { learningRateAt, type Schedule } from '@/ml/schedules';

const schedule: Schedule = {
  kind: 'cosine',
  learningRate: 1e-3,
  minimumLearningRate: 1e-4,
  warmupSteps: 100,
  decaySteps: 2000,
};

test('the cosine schedule is nanoGPT’s', () => {
  expect(learningRateAt(0, schedule)).toBeCloseTo(1e-3 / 101, 12);
  expect(learningRateAt(99, schedule)).toBeCloseTo((1e-3 * 100) / 101, 12);
  expect(learningRateAt(100, schedule)).toBeCloseTo(1e-3, 12);
  expect(learningRateAt(1050, schedule)).toBeCloseTo((1e-3 + 1e-4) / 2, 12);
  expect(learningRateAt(1525, schedule)).toBeCloseTo(1e-4 + 0.5 * (1 + Math.cos(0.75 * Math.PI)) * 9e-4, 12);
  expect(learningRateAt(2000, schedule)).toBeCloseTo(1e-4, 12);
  expect(learningRateAt(5000, schedule)).toBe(1e-4);
});

test('a linear schedule is half-way down half-way through, and a constant one stays', () => {
  expect(learningRateAt(1050, { ...schedule, kind: 'linear' })).toBeCloseTo(5.5e-4, 12);
  expect(learningRateAt(1_000_000, { ...schedule, kind: 'constant' })).toBe(1e-3);
  expect(learningRateAt(0, { kind: 'constant', learningRate: 1 })).toBe(1);
});

test('with restarts it begins anew, warm-up and all', () => {
  const again: Schedule = { ...schedule, decaySteps: 500, restartEvery: 500 };
  for (const step of [0, 99, 100, 300, 499])
    expect(learningRateAt(1_000 + step, again)).toBe(learningRateAt(step, { ...schedule, decaySteps: 500 }));
});
