import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import type { Arrays } from '@/ml/arrays';
import type { Network } from '@/ml/network';
import { type VaeOptions, vae } from '@/ml/objectives/vae';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** `y = W x + b`, and nothing else. */
const linearNetwork = (id: string, inputs: number, outputs: number): Network => ({
  operations: [
    {
      id,
      layer: 'example-head',
      params: { inputs, shape: [outputs], scale: 1 },
      inputs: ['input'],
      shape: ['B', outputs],
      parameters: [
        { name: 'output.weight', shape: [inputs, outputs] },
        { name: 'output.bias', shape: [outputs] },
      ],
    },
  ],
  output: id,
  examples: { shape: [inputs], time: false, classes: 0 },
});

// Probabilistic principal components (Tipping & Bishop 1999): x = w z + m + σ ε, of which all is known in closed form.
const w = [1.5, -0.5];
const m = [0.3, 1];
const sigma = 0.4;
const length = w.reduce((sum, one) => sum + one * one, 0);
/** The posterior of the code: mean `wᵀ(x − m) / (wᵀw + σ²)`, variance `σ² / (wᵀw + σ²)`. */
const posterior = (length + sigma ** 2) ** -1;

const networks = { encoder: linearNetwork('encoder', 2, 2), decoder: linearNetwork('decoder', 1, 2) };
const weightsOf = (encoder: { slope: number; logVariance: number }) => ({
  'encoder.output.weight': tf.tensor2d(w.map((one) => [encoder.slope * one, 0])),
  'encoder.output.bias': tf.tensor1d([
    -encoder.slope * w.reduce((sum, one, at) => sum + one * (m[at] ?? 0), 0),
    encoder.logVariance,
  ]),
  'decoder.output.weight': tf.tensor2d([w]),
  'decoder.output.bias': tf.tensor1d(m),
});
const exact = { slope: posterior, logVariance: Math.log(sigma ** 2 * posterior) };

const random = createRandom(5);
const count = 20_000;
const data: Arrays = {
  shape: [2],
  count,
  data: Float32Array.from({ length: count }, () => random.normal()).reduce(
    (all, z, row) => {
      for (const [at, one] of w.entries()) all[2 * row + at] = one * z + (m[at] ?? 0) + sigma * random.normal();
      return all;
    },
    new Float32Array(2 * count),
  ),
};

/** The loss over one large batch, with the batch. */
function lossOf(encoder: typeof exact, options: Partial<VaeOptions> = {}, step?: number) {
  const objective = vae(networks, { likelihood: { kind: 'gaussian', deviation: sigma }, ...options });
  const batch = objective.draw(data, count, createRandom(1));
  const value = tf.tidy(() => {
    const loss = objective.loss(networks.decoder, weightsOf(encoder), batch, step === undefined ? {} : { step });
    return loss.dataSync()[0] ?? Number.NaN;
  });
  return { value, batch };
}

/** `−log p(x)` of a batch: normal about m with the covariance `w wᵀ + σ² I`. */
function negativeLogLikelihood({ data: x, count: rows }: Arrays): number {
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    const centred = m.map((one, at) => (x[2 * row + at] ?? 0) - one);
    const along = centred.reduce((total, one, at) => total + one * (w[at] ?? 0), 0);
    const square = centred.reduce((total, one) => total + one * one, 0);
    const quadratic = (square - along ** 2 * posterior) / sigma ** 2;
    sum += 0.5 * (quadratic + Math.log(sigma ** 2 * (length + sigma ** 2)) + 2 * Math.log(2 * Math.PI));
  }
  return sum / rows;
}

test('with the exact posterior the loss is −log p(x) to the nat, and with any other it is more', () => {
  const { value, batch } = lossOf(exact);
  const wanted = negativeLogLikelihood(batch.items);
  expect(value).toBeCloseTo(wanted, 1); // one draw of each code: exact in the mean
  expect(lossOf({ ...exact, slope: 0.5 * exact.slope }).value).toBeGreaterThan(wanted + 0.05);
  expect(lossOf({ ...exact, logVariance: 0 }).value).toBeGreaterThan(wanted + 0.05);
});

test('the learned deviation is the one of the misses, with which the bound is no worse than with the true one', () => {
  const learned = lossOf(exact, { likelihood: { kind: 'gaussian', deviation: 'learned' } }).value;
  expect(learned).toBeLessThan(lossOf(exact).value + 1e-4);
  expect(learned).toBeCloseTo(lossOf(exact).value, 1);
});

test('β grows with the steps of training and is whole where the loss is measured', () => {
  const at = (step?: number) => lossOf(exact, { beta: 2, warmupSteps: 10 }, step).value;
  const [reconstruction, half, whole] = [at(0), at(5), at(10)];
  expect(half - reconstruction).toBeCloseTo(0.5 * (whole - reconstruction), 4);
  expect(at()).toBeCloseTo(whole, 5);
  expect(at(1_000)).toBeCloseTo(whole, 5);
  // Twice the divergence of the posterior, averaged over x: ½ (E μ² + σ² − 1 − log σ²).
  const variance = Math.exp(exact.logVariance);
  expect(whole - reconstruction).toBeCloseTo(2 * 0.5 * (1 - variance + variance - 1 - Math.log(variance)), 1);
});

test('the two halves add up to the bound, whatever β and free nats are; the divergence has its closed form', () => {
  const objective = vae(networks, { likelihood: { kind: 'gaussian', deviation: sigma }, beta: 3, freeBits: 9 });
  const batch = objective.draw(data, count, createRandom(1));
  const [reconstruction = 0, kl = 0] = tf.tidy(() => {
    const halves = objective.measures(weightsOf(exact), batch, {});
    return [halves.reconstruction, halves.kl].map((half) => half?.dataSync()[0] ?? Number.NaN);
  });
  expect(reconstruction + kl).toBeCloseTo(lossOf(exact).value, 3);
  const variance = Math.exp(exact.logVariance);
  expect(kl).toBeCloseTo(0.5 * (1 - variance + variance - 1 - Math.log(variance)), 1);
});

test('steps of a logistic have probabilities, which grow to its density in the middle as steps grow small', () => {
  const unit: Arrays = { ...data, data: data.data.map((value) => Math.round(Math.tanh(value) * 127.5 - 0.5) / 127.5) };
  const nats = (levels: number) => {
    const objective = vae(networks, { likelihood: { kind: 'logistic', deviation: 0.5, levels } });
    const batch = objective.draw(unit, 500, createRandom(1));
    return tf.tidy(() => objective.measures(weightsOf(exact), batch, {}).reconstruction?.dataSync()[0] ?? Number.NaN);
  };
  expect(nats(256)).toBeGreaterThan(0);
  // Half as large a step has half the probability, for each of two numbers.
  expect(nats(512) - nats(256)).toBeCloseTo(2 * Math.LN2, 1);
});

test('the volume that scaling took is given back', () => {
  expect(lossOf(exact, { logScaling: -3 }).value).toBeCloseTo(lossOf(exact).value + 3, 4);
});

test('a batch depends on its random numbers alone', () => {
  const objective = vae(networks, { likelihood: { kind: 'bernoulli' } });
  expect(objective.draw(data, 5, createRandom(1))).toEqual(objective.draw(data, 5, createRandom(1)));
  expect(objective.draw(data, 5, createRandom(1)).noise).toHaveLength(5);
});
