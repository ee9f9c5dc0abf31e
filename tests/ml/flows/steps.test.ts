import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { actNorm, actNormFor } from '@/ml/flows/act-norm';
import { additiveCoupling, affineCoupling, type Conditioner } from '@/ml/flows/coupling';
import { type BoundStep, bind, chain } from '@/ml/flows/flow';
import { initialInvertibleLinear, invertibleLinear } from '@/ml/flows/invertible-linear';
import { logitStep } from '@/ml/flows/likelihood';
import { spline, splineCoupling, splineNumbers } from '@/ml/flows/spline';
import { factorIn, factoringOut, factorOut, squeeze, squeezing, unsqueeze } from '@/ml/flows/squeeze';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { expectClose, expectGradient, noise } from '../helpers/tensors';
import { expectFlow, logDeterminantOf } from './jacobian';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** A small network, its weights fixed by a seed. */
const conditioner =
  (seed: number, inputs: number, outputs: number): Conditioner =>
  (kept) => {
    const hidden = tf.tanh(tf.matMul(tf.reshape(kept, [-1, inputs]), noise(seed, [inputs, 16])));
    return tf.reshape(tf.matMul(hidden, noise(seed + 1, [16, outputs], 0.5)), [...kept.shape.slice(0, -1), outputs]);
  };

const glow = (seed: number, channels: number): BoundStep => {
  const parts = initialInvertibleLinear(createRandom(seed), channels);
  const square = (data: Float32Array) => tf.tensor2d(data, [channels, channels]);
  const moved = tf.add(parts.logDiagonal, noise(seed, [channels], 0.3));
  return bind(invertibleLinear, {
    ...parts,
    lower: square(parts.lower),
    upper: square(parts.upper),
    logDiagonal: moved,
  });
};

describe.each([false, true])('swapped: %s,', (swap) => {
  test.each<[string, () => [BoundStep, number[]]]>([
    ['NICE', () => [bind(additiveCoupling, { swap, conditioner: conditioner(1, swap ? 2 : 3, swap ? 3 : 2) }), [4, 5]]],
    [
      'RealNVP',
      () => [bind(affineCoupling, { swap, conditioner: conditioner(1, swap ? 2 : 3, swap ? 6 : 4) }), [4, 5]],
    ],
    ['RealNVP on images', () => [bind(affineCoupling, { swap, conditioner: conditioner(1, 2, 4) }), [2, 2, 3, 4]]],
    [
      'spline',
      () => {
        const [kept, changed] = swap ? [2, 3] : [3, 2];
        const step = { swap, bins: 6, bound: 2, conditioner: conditioner(1, kept, changed * splineNumbers(6)) };
        return [bind(splineCoupling, step), [8, 5]];
      },
    ],
  ])('a coupling (%s) can be undone and knows its determinant', (_, make) => {
    tf.tidy(() => {
      const [step, shape] = make();
      expectFlow(step, noise(7, shape));
    });
  });
});

test('ActNorm, the invertible 1×1 convolution and the logit can be undone and know their determinants', () => {
  tf.tidy(() => {
    const params = { bias: noise(1, [3]), logScale: noise(2, [3]) };
    expectFlow(bind(actNorm, params), noise(3, [4, 3]));
    expectFlow(bind(actNorm, params), noise(3, [2, 2, 2, 3]));
    for (const channels of [1, 2, 5, 12]) expectFlow(glow(channels, channels), noise(3, [3, channels]));
    expectFlow(glow(1, 3), noise(3, [2, 2, 2, 3]));
    expectFlow(logitStep, tf.clipByValue(tf.add(noise(3, [4, 3], 0.2), 0.5), 0.05, 0.95));
  });
});

test('the logit holds black and white, and spreads black as widely as what is not', () => {
  tf.tidy(() => {
    const x = tf.tensor2d([[0, 1 / 512, 1 / 256, 0.5, 1 - 2 ** -24]]);
    const { y, logDeterminant } = logitStep.forward(x);
    const [black = 0, , dark = 0, middle = 0, white = 0] = y.dataSync();
    expect(dark - black).toBeGreaterThan(middle - dark);
    expect(Math.abs(black + white)).toBeLessThan(0.1);
    expect(Number.isFinite(logDeterminant.dataSync()[0])).toBe(true);
    expectClose(logitStep.inverse(y), x.dataSync(), 1e-6);
  });
});

test('an invertible matrix learns in all of its parts', () => {
  tf.tidy(() => {
    const { signs, rows } = initialInvertibleLinear(createRandom(3), 3);
    const x = noise(3, [4, 3]);
    expectGradient([noise(4, [3, 3]), noise(5, [3, 3]), noise(6, [3], 0.3)], (lower, upper, logDiagonal) => {
      if (!lower || !upper || !logDiagonal) throw new RangeError('a matrix has three parts');
      const { y, logDeterminant } = invertibleLinear.forward(x, { lower, upper, logDiagonal, signs, rows });
      return tf.add(tf.sum(tf.square(y)), tf.sum(logDeterminant));
    });
  });
});

test('ActNorm’s first batch comes out with mean 0 and deviation 1 in each channel', () => {
  const before = tf.memory().numTensors;
  tf.tidy(() => {
    const x = tf.add(tf.mul(noise(1, [16, 4, 4, 3]), [0.1, 1, 20]), [5, -3, 0]);
    const rows = tf.reshape(actNorm.forward(x, actNormFor(x)).y, [-1, 3]);
    expectClose(tf.mean(rows, 0), [0, 0, 0], 1e-4);
    expectClose(tf.mean(tf.square(rows), 0), [1, 1, 1], 1e-3);
  });
  expect(tf.memory().numTensors).toBe(before);
});

test('the invertible 1×1 convolution begins as a rotation', () => {
  tf.tidy(() => {
    const parts = initialInvertibleLinear(createRandom(3), 6);
    const square = (data: Float32Array) => tf.tensor2d(data, [6, 6]);
    const params = { ...parts, lower: square(parts.lower), upper: square(parts.upper) };
    const { y, logDeterminant } = invertibleLinear.forward(tf.eye(6), {
      ...params,
      logDiagonal: tf.tensor1d(parts.logDiagonal),
    });
    expectClose(tf.matMul(y, y, false, true), tf.eye(6).dataSync(), 1e-5);
    expectClose(logDeterminant, [0, 0, 0, 0, 0, 0], 1e-5);
  });
});

test('a spline is the identity outside its bounds, and rises all the way through its knots', () => {
  tf.tidy(() => {
    const x = tf.linspace(-4, 4, 161).expandDims(1);
    const raw = tf.tile(noise(1, [1, splineNumbers(5)], 2), [161, 1]);
    const { y, logDeterminant } = spline(x, raw, { bins: 5, bound: 3 }, false);
    const values = y.dataSync();
    const stretched = logDeterminant.dataSync();
    x.dataSync().forEach((value, index) => {
      if (Math.abs(value) > 3.001) expect(values[index]).toBe(value);
      if (Math.abs(value) > 3.001) expect(stretched[index]).toBe(0);
      if (index > 0) expect(values[index]).toBeGreaterThan(values[index - 1] ?? 0);
    });
    expect(Math.max(...values.map((value, index) => Math.abs(value - (x.dataSync()[index] ?? 0))))).toBeGreaterThan(
      0.3,
    );
  });
});

test('the gradients of a spline and its determinant are their slopes, inside and out', () => {
  tf.tidy(() => {
    const x = tf.tensor2d([[-3.5, -1.2, 0.3, 1.7, 4]]);
    const f = (x: tf.Tensor, raw: tf.Tensor) => {
      const { y, logDeterminant } = spline(x, raw, { bins: 4, bound: 3 }, false);
      return tf.concat([y, tf.reshape(logDeterminant, [1, 1])], 1);
    };
    expectGradient([x, noise(2, [1, 5 * splineNumbers(4)])], (x = tf.scalar(0), raw = x) => f(x, raw), {
      h: 2e-3,
      tolerance: 2e-2,
    });
  });
});

test('squeezing and factoring out can be undone, and take each square of places together', () => {
  tf.tidy(() => {
    const x = noise(1, [2, 4, 6, 3]);
    const squeezed = squeeze(x);
    expect(squeezed.shape).toEqual([2, 2, 3, 12]);
    expectClose(unsqueeze(squeezed), x.dataSync(), 0);
    const numbers = squeeze(tf.reshape(tf.range(0, 16), [1, 4, 4, 1]));
    expect([...numbers.dataSync().slice(0, 4)]).toEqual([0, 1, 4, 5]);
    const { on, out } = factorOut(squeezed);
    expect([on.shape, out.shape]).toEqual([
      [2, 2, 3, 6],
      [2, 2, 3, 6],
    ]);
    expectClose(factorIn(on, out), squeezed.dataSync(), 0);
    expect(() => squeeze(noise(1, [1, 3, 4, 1]))).toThrow('3 × 4 places');
  });
});

test('several sizes, one in the other, are undone together and give every number to the base distribution', () => {
  tf.tidy(() => {
    const between = conditioner(3, 2, 4);
    const steps = [
      squeezing,
      glow(1, 4),
      factoringOut({ conditioner: between }),
      squeezing,
      glow(2, 8),
      bind(affineCoupling, { swap: false, conditioner: conditioner(4, 4, 8) }),
    ];
    expectFlow(chain(steps), noise(1, [2, 4, 4, 1]));
    // What is split off lies where it was: less its mean, over its deviation.
    const x = noise(2, [3, 2, 2, 4]);
    const { on, out } = factorOut(x);
    const [mean = x, raw = x] = tf.split(between(on), 2, -1);
    const wanted = tf.div(tf.sub(out, mean), tf.exp(tf.mul(2, tf.tanh(tf.div(raw, 2)))));
    const { y } = chain([factoringOut({ conditioner: between })]).forward(x);
    expectClose(y, factorIn(on, wanted).dataSync(), 1e-5);
  });
});

test('a chain of steps is undone from its end, and its log-determinants add up', () => {
  tf.tidy(() => {
    const steps = [0, 1, 2].flatMap((index) => [
      glow(index + 5, 4),
      bind(affineCoupling, { swap: index % 2 === 1, conditioner: conditioner(index, 2, 4) }),
    ]);
    expectFlow(chain(steps), noise(9, [5, 4]));
    expect(logDeterminantOf((x) => tf.mul(x, 2), noise(1, [2, 3]))[0]).toBeCloseTo(3 * Math.log(2), 5);
  });
  expect(() => chain([])).toThrow('at least one step');
});
