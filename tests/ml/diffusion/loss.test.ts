import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { drawNoisedBatch, dropLabels, type NoisedBatch, stepTime } from '@/ml/diffusion/batch';
import type { Denoiser } from '@/ml/diffusion/denoiser';
import { flowMatchingLoss, logitNormalTime, uniformTime } from '@/ml/diffusion/flow-matching';
import { diffusionLevel } from '@/ml/diffusion/levels';
import { diffusionLoss, minSnrWeight } from '@/ml/diffusion/loss';
import type { Prediction } from '@/ml/diffusion/parameterisation';
import { noiseSchedule } from '@/ml/diffusion/schedules';
import { stopGradient } from '@/ml/functions/stop-gradient';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { valueAndGradients } from '@/ml/training/backward';
import { bestDenoiser, mixtureData, twoHills } from '../helpers/mixture';
import { expectClose } from '../helpers/tensors';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const schedule = noiseSchedule('cosine', 200);
const data = mixtureData(twoHills, 500, 1);
const kinds: readonly Prediction[] = ['epsilon', 'x0', 'v'];
const scalarOf = (loss: tf.Tensor) => {
  const [value = Number.NaN] = loss.dataSync();
  loss.dispose();
  return value;
};

/** The loss of the denoiser `0.5 x`, number by number. */
function lossByHand({ items, noise, times }: NoisedBatch, kind: Prediction, gamma?: number): number {
  let sum = 0;
  items.data.forEach((clean, index) => {
    const left = schedule.alphaBar[times[Math.floor(index / 2)] ?? 0] ?? 0;
    const [signal, deviation, epsilon] = [Math.sqrt(left), Math.sqrt(1 - left), noise[index] ?? 0];
    const x = signal * clean + deviation * epsilon;
    const target = { epsilon, x0: clean, v: signal * epsilon - deviation * clean }[kind];
    const snr = left / (1 - left);
    const weight = gamma === undefined ? 1 : Math.min(snr, gamma) / { epsilon: snr, x0: 1, v: snr + 1 }[kind];
    sum += weight * (0.5 * x - target) ** 2;
  });
  return sum / items.data.length;
}

test('the loss is the weighted mean squared error of what is predicted', () => {
  const batch = drawNoisedBatch(data, 16, createRandom(2), { time: stepTime(schedule.steps) });
  const before = tf.memory().numTensors;
  for (const prediction of kinds) {
    for (const minSnrGamma of [undefined, 5, 0.1]) {
      const options = { schedule, prediction, ...(minSnrGamma !== undefined && { minSnrGamma }) };
      const loss = diffusionLoss((x) => tf.mul(x, 0.5), batch, options);
      expect(scalarOf(loss)).toBeCloseTo(lossByHand(batch, prediction, minSnrGamma), 5);
    }
  }
  expect(tf.memory().numTensors).toBe(before);
});

test('min-SNR-γ counts the same error alike, however it is said', () => {
  // At the same x, an error in x₀ is one √SNR times as large in ε, and √(SNR + 1) times in v.
  for (const snr of [0, 1e-6, 0.5, 5, 1e4]) {
    const x0 = minSnrWeight(snr, 5, 'x0');
    expect(minSnrWeight(snr, 5, 'epsilon') * snr).toBeCloseTo(x0, 9);
    expect(minSnrWeight(snr, 5, 'v') * (snr + 1)).toBeCloseTo(x0, 9);
    expect(x0).toBe(Math.min(snr, 5));
  }
});

test('the loss differentiates towards what the denoiser is made of', () => {
  const batch = drawNoisedBatch(data, 8, createRandom(3), { time: stepTime(schedule.steps) });
  const at = (weight: number) =>
    scalarOf(diffusionLoss((x) => tf.mul(x, weight), batch, { schedule, prediction: 'v', minSnrGamma: 5 }));
  const gradient = tf.grad((weight: tf.Tensor) =>
    diffusionLoss((x) => tf.mul(x, weight), batch, { schedule, prediction: 'v', minSnrGamma: 5 }),
  );
  expect(scalarOf(gradient(tf.scalar(0.3)))).toBeCloseTo((at(0.35) - at(0.25)) / 0.1, 3);
  const flow = tf.grad((weight: tf.Tensor) => flowMatchingLoss((x) => tf.mul(x, weight), batch));
  expect(Number.isFinite(scalarOf(flow(tf.scalar(0.3))))).toBe(true);
});

describe('the best denoiser in closed form has the least loss', () => {
  const others: ((best: Denoiser) => Denoiser)[] = [
    (best) => (x, times) => tf.mul(best(x, times), 1.1),
    (best) => (x, times) => tf.mul(best(x, times), 0.9),
    (best) => (x, times) => tf.add(best(x, times), 0.1),
    (best) => (x, times) => tf.add(best(x, times), tf.mul(x, 0.1)),
    (best) => (x, times) => best(x, tf.mul(times, 0.8)),
  ];

  test.each(kinds)('of all that predict %s', (prediction) => {
    const batch = drawNoisedBatch(data, 6_000, createRandom(4), { time: stepTime(schedule.steps) });
    const best = bestDenoiser(twoHills, prediction, (time) => diffusionLevel(schedule, Math.round(time)));
    const lossOf = (denoiser: Denoiser) =>
      scalarOf(diffusionLoss((x, times) => denoiser(x, times), batch, { schedule, prediction }));
    for (const other of others) expect(lossOf(best)).toBeLessThan(lossOf(other(best)));
  });

  test.each([
    ['even', uniformTime],
    ['logit-normal', logitNormalTime()],
  ])('of all flows, with %s times', (_, time) => {
    const batch = drawNoisedBatch(data, 6_000, createRandom(5), { time });
    const best = bestDenoiser(twoHills, 'velocity', (t) => ({ signal: 1 - t, noise: t }));
    const lossOf = (denoiser: Denoiser) => scalarOf(flowMatchingLoss((x, times) => denoiser(x, times), batch));
    for (const other of others) expect(lossOf(best)).toBeLessThan(lossOf(other(best)));
  });
});

test('a flow’s straight line goes from data at 0 to noise at 1, and its velocity from one to the other', () => {
  const batch: NoisedBatch = {
    items: { shape: [1], count: 3, data: Float32Array.of(2, 2, 2) },
    noise: Float32Array.of(-1, -1, -1),
    times: Float32Array.of(0, 0.25, 1),
  };
  const seen: number[][] = [];
  const exact: Denoiser = (x, times) => {
    seen.push(Array.from(x.dataSync()), Array.from(times.dataSync()));
    return tf.fill(x.shape, -3);
  };
  expect(scalarOf(flowMatchingLoss(exact, batch))).toBe(0);
  expectClose(seen[0] ?? [], [2, 1.25, -1], 1e-6);
  expectClose(seen[1] ?? [], [0, 0.25, 1], 0);
});

test('a batch is a function of its stream; labels are dropped to the null class at their rate', () => {
  const draw = (seed: number) =>
    drawNoisedBatch(data, 2000, createRandom(seed), { time: stepTime(200), labelDropout: 0.2 });
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
  const { items, times } = draw(1);
  const labels = Array.from(items.labels ?? []);
  const share = (label: number) => labels.filter((each) => each === label).length / labels.length;
  expect(share(2)).toBeCloseTo(0.2, 1);
  expect(share(0) / (share(0) + share(1))).toBeCloseTo(0.3, 1);
  expect(times.every((time) => Number.isInteger(time) && time >= 0 && time < 200)).toBe(true);
  expect(dropLabels(Int32Array.of(0, 1), 0, 9, createRandom(1))).toEqual(Int32Array.of(0, 1));
  expect(dropLabels(Int32Array.of(0, 1), 1, 9, createRandom(1))).toEqual(Int32Array.of(9, 9));
  expect(() => drawNoisedBatch({ ...data, count: 0 }, 2, createRandom(1), { time: uniformTime })).toThrow('no item');
});

test('the denoiser is told the classes of its rows', () => {
  const batch = drawNoisedBatch(data, 6, createRandom(1), { time: stepTime(200) });
  let told: number[] = [];
  diffusionLoss(
    (x, _, labels) => {
      told = Array.from(labels?.dataSync() ?? []);
      return x;
    },
    batch,
    { schedule, prediction: 'x0' },
  ).dispose();
  expect(told).toEqual(Array.from(batch.items.labels ?? []));
});

test('no gradient flows through what is stopped, in TF.js’s way back and in ours', () => {
  const x = tf.scalar(3);
  const f = (x: tf.Tensor) =>
    tf
      .mul(
        x,
        stopGradient(() => tf.square(x)),
      )
      .as1D()
      .asScalar();
  expect(scalarOf(tf.grad(f)(x))).toBe(9);
  const [own] = tf.tidy(() => valueAndGradients(() => f(x), [x]).gradients.map((gradient) => gradient?.dataSync()[0]));
  expect(own).toBe(9);
  expect(
    scalarOf(
      tf.grad((x: tf.Tensor) =>
        tf.mul(
          x,
          stopGradient(() => x),
        ),
      )(x),
    ),
  ).toBe(3);
});

describe('clips of which first frames are given', () => {
  const [frames, size] = [4, 6];
  const random = createRandom(3);
  const clips = {
    shape: [frames, size],
    count: 50,
    data: Float32Array.from({ length: 50 * frames * size }, () => random.normal()),
  };
  const batch = drawNoisedBatch(clips, 64, createRandom(4), { time: stepTime(schedule.steps), givenShare: 0.5 });

  test('are about as many as asked for, and from one to all but one frame are', () => {
    const given = Array.from(batch.given ?? []);
    const some = given.filter((count) => count > 0);
    expect(Math.abs(some.length - 32)).toBeLessThan(16);
    expect([...new Set(some)].sort()).toEqual([1, 2, 3]);
    // Nothing else about a batch changes by it.
    const { given: _, ...rest } = batch;
    expect(rest).toEqual(drawNoisedBatch(clips, 64, createRandom(4), { time: stepTime(schedule.steps) }));
  });

  test('reach the network without noise there, and the loss is that of the other frames', () => {
    const before = tf.memory().numTensors;
    let seen: Float32Array | undefined;
    const denoiser: Denoiser = (x) => {
      seen = Float32Array.from(x.dataSync());
      return tf.mul(x, 0.5);
    };
    const loss = scalarOf(diffusionLoss(denoiser, batch, { schedule, prediction: 'v' }));
    let [sum, count] = [0, 0];
    batch.items.data.forEach((clean, at) => {
      const [row, frame] = [Math.floor(at / (frames * size)), Math.floor(at / size) % frames];
      if (frame < (batch.given?.[row] ?? 0)) {
        expect(seen?.[at]).toBeCloseTo(clean, 6);
        return;
      }
      const left = schedule.alphaBar[batch.times[row] ?? 0] ?? 0;
      const [signal, deviation, epsilon] = [Math.sqrt(left), Math.sqrt(1 - left), batch.noise[at] ?? 0];
      sum += (0.5 * (signal * clean + deviation * epsilon) - (signal * epsilon - deviation * clean)) ** 2;
      count += 1;
    });
    expect(loss).toBeCloseTo(sum / count, 5);
    const flow = { ...batch, times: batch.times.map((time) => time / schedule.steps) };
    const right = flowMatchingLoss((x, times) => tf.mul(tf.add(x, tf.reshape(times, [64, 1, 1])), 0), flow);
    let squares = 0;
    batch.items.data.forEach((clean, at) => {
      const [row, frame] = [Math.floor(at / (frames * size)), Math.floor(at / size) % frames];
      if (frame >= (batch.given?.[row] ?? 0)) squares += ((batch.noise[at] ?? 0) - clean) ** 2;
    });
    expect(scalarOf(right)).toBeCloseTo(squares / count, 4);
    expect(tf.memory().numTensors).toBe(before);
  });
});
