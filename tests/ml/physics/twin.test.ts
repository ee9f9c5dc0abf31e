import { inverse, Matrix } from 'ml-matrix';
import { expect, test } from 'vitest';
import { measure } from '@/ml/physics/measure';
import { simulate } from '@/ml/physics/simulate';
import { trueStepper } from '@/ml/physics/stepper';
import { alarmsOf, follow, movingMean, noiseVariance, thresholdOf } from '@/ml/physics/twin';
import { type Belief, correct, predict } from '@/ml/physics/unscented';
import { createRandom } from '@/ml/random';

test('of a linear system the filter is the Kalman filter in closed form', async () => {
  // Three numbers, of which the first and the last are measured.
  const f = new Matrix([
    [1, 0.1, 0],
    [-0.2, 0.95, 0.1],
    [0, 0.05, 0.9],
  ]);
  const h = new Matrix([
    [1, 0, 0],
    [0, 0, 1],
  ]);
  const [q, r] = [Matrix.diag([0.01, 0.02, 0.005]), Matrix.diag([0.04, 0.09])];
  const noise = {
    process: [0.01, 0.02, 0.005],
    seen: [
      { variable: 0, variance: 0.04 },
      { variable: 2, variance: 0.09 },
    ],
  };
  const random = createRandom(1);
  let x = Matrix.columnVector([1, -1, 0.5]);
  let p = Matrix.diag([1, 2, 0.5]);
  let belief: Belief = { mean: Float64Array.of(1, -1, 0.5), covariance: Matrix.diag([1, 2, 0.5]) };
  for (let step = 0; step < 12; step++) {
    const measured = [random.normal(), random.normal()];
    x = f.mmul(x);
    p = f.mmul(p).mmul(f.transpose()).add(q);
    const s = h.mmul(p).mmul(h.transpose()).add(r);
    const nu = Matrix.sub(Matrix.columnVector(measured), h.mmul(x));
    const gain = p.mmul(h.transpose()).mmul(inverse(s));
    x = Matrix.add(x, gain.mmul(nu));
    p = Matrix.sub(Matrix.eye(3), gain.mmul(h)).mmul(p);
    const ahead = await predict(belief, noise, async (points, count) =>
      Float64Array.from({ length: count * 3 }, (_, at) =>
        [0, 1, 2].reduce((sum, one) => sum + f.get(at % 3, one) * (points[Math.floor(at / 3) * 3 + one] ?? 0), 0),
      ),
    );
    const corrected = correct(ahead, noise, measured);
    expect(corrected.surprise).toBeCloseTo(nu.transpose().mmul(inverse(s)).mmul(nu).get(0, 0), 9);
    for (let at = 0; at < 3; at++) {
      expect(corrected.mean[at]).toBeCloseTo(x.get(at, 0), 9);
      for (let other = 0; other < 3; other++)
        expect(corrected.covariance.get(at, other)).toBeCloseTo(p.get(at, other), 9);
    }
    belief = corrected;
  }
});

const asked = {
  system: 'pendulum',
  bodies: 1,
  runs: 1,
  steps: 900,
  timeStep: 0.05,
  parameters: [1, 0.1],
  spread: [0, 0],
  reach: 0.7,
  drive: 1,
  seed: 8,
} as const;

test('a twin that measures the angle alone finds the velocity, and is nearer to the truth than its sensor', async () => {
  const truth = simulate(asked);
  const measured = measure(truth, { noise: 0.05, seed: 2 });
  const noise = { process: [1e-8, 1e-8], seen: [{ variable: 0, variance: 0.0025 }] };
  const [run, real] = [measured.runs[0], truth.runs[0]];
  if (!run || !real) throw new Error('no run');
  const { states, surprise } = await follow(measured, run, trueStepper('pendulum', 2, 0.05), noise, {
    unsure: [1, 1],
    breathe: async () => {},
  });
  const off = (column: number, of: Float64Array) =>
    Math.sqrt(
      of.reduce((sum, one, at) => sum + (at % 2 === column && at > 200 ? (one - (real.states[at] ?? 0)) ** 2 : 0), 0) /
        (of.length / 2),
    );
  expect(off(0, states)).toBeLessThan(0.3 * off(0, run.states));
  expect(off(1, states)).toBeLessThan(0.05);
  // Of a filter that is right its surprises are 1 in the mean, as χ² of one number is.
  const mean = surprise.slice(100).reduce((sum, one) => sum + one, 0) / (surprise.length - 100);
  expect(mean).toBeGreaterThan(0.8);
  expect(mean).toBeLessThan(1.2);
});

test('the noise of a sensor is told from what it measures', () => {
  const measured = measure(simulate({ ...asked, steps: 4_000 }), { noise: 0.03, seed: 4 });
  expect(Math.sqrt(noiseVariance(measured, 0))).toBeCloseTo(0.03, 2);
});

test('a threshold lies beyond what is clean, and an alarm is told once for as long as it lasts', () => {
  const random = createRandom(6);
  const chi = () => random.normal() ** 2 + random.normal() ** 2;
  const clean = Float64Array.from({ length: 5_000 }, chi);
  const threshold = thresholdOf(clean, 20, 5);
  expect(alarmsOf(clean, 20, threshold)).toEqual([]);
  const broken = Float64Array.from({ length: 400 }, (_, step) => (step >= 200 && step < 260 ? 30 : chi()));
  const alarms = alarmsOf(broken, 20, threshold);
  expect(alarms).toHaveLength(1);
  expect(alarms[0]?.from).toBeGreaterThanOrEqual(200);
  expect(alarms[0]?.from).toBeLessThan(206);
  expect([...movingMean([1, 2, 3, 4], 2)]).toEqual([1, 1.5, 2.5, 3.5]);
});
