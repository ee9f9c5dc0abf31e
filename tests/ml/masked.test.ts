import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { evaluateNetwork } from '@/ml/evaluate';
import { forward } from '@/ml/forward';
import { fillAll, fillGaps } from '@/ml/generation/fill';
import { maskedLanguageModel, maskTokens } from '@/ml/objectives/masked-language-model';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { trainNetwork } from '@/ml/train';
import { disposeAll, initialiseWeights, uploadWeights } from '@/ml/weights';
import { gpt } from './helpers/networks';

const MASK = 7;
const masking = { maskId: MASK, share: 0.15, random: 0.1, kept: 0.1 };
const network = gpt({ vocabulary: MASK + 1, width: 8, layers: 1, heads: 2, context: 8, causal: false });
const ids = Int32Array.from({ length: 40 }, (_, index) => (index * index + index) % MASK);

beforeAll(async () => {
  await tf.setBackend('cpu');
});

/** The probabilities after each token, as plain numbers. */
function probabilitiesOf(weights: Record<string, tf.Tensor>, rows: readonly (readonly number[])[]): number[][][] {
  const probabilities = tf.tidy(() => tf.softmax(forward(network, weights, rows)));
  const found = probabilities.arraySync();
  probabilities.dispose();
  return found;
}

test('of each block so many tokens are chosen, eight tenths of them masked, a tenth replaced and a tenth left as they are', () => {
  const [rows, blockLength] = [400, 40];
  // A vocabulary so large that a token is hardly ever replaced by itself.
  const wide = { ...masking, maskId: 1_000_000 };
  const tokens = Int32Array.from({ length: rows * blockLength }, (_, index) => index);
  const batch = maskTokens(tokens, rows, blockLength, wide, createRandom(1));
  expect(batch.places).toHaveLength(rows * 6);
  expect(new Set(batch.places).size).toBe(rows * 6);
  for (let row = 0; row < rows; row++)
    expect(batch.places.filter((place) => Math.floor(place / blockLength) === row)).toHaveLength(6);
  expect(batch.labels).toEqual(batch.places);

  const share = (is: (place: number) => boolean) => batch.places.filter(is).length / batch.places.length;
  const masked = share((place) => batch.inputs[place] === wide.maskId);
  const kept = share((place) => batch.inputs[place] === tokens[place]);
  // Three standard deviations of so many draws.
  expect(Math.abs(masked - 0.8)).toBeLessThan(0.025);
  expect(Math.abs(kept - 0.1)).toBeLessThan(0.019);
  expect(Math.abs(1 - masked - kept - 0.1)).toBeLessThan(0.019);
  const chosen = new Set(batch.places);
  expect(batch.inputs.filter((id, place) => !chosen.has(place) && id !== tokens[place])).toHaveLength(0);
  expect(maskTokens(tokens, rows, 3, masking, createRandom(1)).places).toHaveLength(rows);
});

test('the loss is the cross-entropy over the chosen places, the accuracy is theirs, and so is the gradient', () => {
  const before = tf.memory().numTensors;
  const weights = uploadWeights(network, initialiseWeights(network, 3));
  const objective = maskedLanguageModel(network, { ...masking, share: 0.4 });
  const batch = objective.draw({ ids, blockLength: 8 }, 3, createRandom(2));
  const rows = [0, 1, 2].map((row) => [...batch.inputs.slice(8 * row, 8 * row + 8)]);
  const flat = probabilitiesOf(weights, rows).flat();
  let [loss, right] = [0, 0];
  for (const [index, place] of batch.places.entries()) {
    const row = flat[place] ?? [];
    const label = batch.labels[index] ?? 0;
    loss -= Math.log(row[label] ?? 0) / batch.places.length;
    right += row.indexOf(Math.max(...row)) === label ? 1 : 0;
  }
  const told = tf.tidy(() => objective.loss(network, weights, batch, {}).dataSync()[0]);
  expect(told).toBeCloseTo(loss, 5);
  const accuracy = tf.tidy(() => objective.measures(weights, batch, {}).accuracy?.dataSync()[0]);
  expect(accuracy).toBeCloseTo(right / batch.places.length, 6);

  const name = 'embedding.weight';
  const table = weights[name];
  if (!table) throw new Error('no table');
  const chosen = tf.tidy(() => tf.oneHot(tf.tensor1d(batch.labels, 'int32'), MASK + 1));
  const gradients = tf.tidy(() => {
    const by = (lossOf: (all: Record<string, tf.Tensor>) => tf.Scalar) =>
      tf
        .grad((one) => lossOf({ ...weights, [name]: one }))(table)
        .dataSync();
    return [
      by((all) => objective.loss(network, all, batch, {})),
      by((all) => {
        const logs = tf.logSoftmax(forward(network, all, rows)).reshape([-1, MASK + 1]);
        const own = tf.mul(tf.gather(logs, tf.tensor1d(batch.places, 'int32')), chosen);
        return tf.neg(tf.div(tf.sum(own), batch.places.length)).asScalar();
      }),
    ] as const;
  });
  for (const [index, value] of gradients[0].entries()) expect(value).toBeCloseTo(gradients[1][index] ?? Number.NaN, 5);
  chosen.dispose();
  disposeAll(weights);
  expect(tf.memory().numTensors).toBe(before);
});

test('the pseudo-perplexity is that of each token with itself masked, counted by hand', async () => {
  const weights = uploadWeights(network, initialiseWeights(network, 4));
  const data = { ids: ids.slice(0, 13), blockLength: 6 };
  const before = tf.memory().numTensors;
  const found = await evaluateNetwork({ network, weights, data, batchSize: 4, maskId: MASK });
  expect(tf.memory().numTensors).toBe(before);
  let loss = 0;
  for (const start of [0, 6])
    for (let place = 0; place < 6; place++) {
      const block = [...ids.slice(start, start + 6)];
      const label = block[place] ?? 0;
      block[place] = MASK;
      loss -= Math.log(probabilitiesOf(weights, [block])[0]?.[place]?.[label] ?? 0) / 12;
    }
  expect(found.tokens).toBe(12);
  expect(found.loss).toBeCloseTo(loss, 5);
  expect(found.perplexity).toBeCloseTo(Math.exp(loss), 4);
  disposeAll(weights);
});

test('gaps are filled from the surest, each in sight of those before it, and at once from the first look alone', async () => {
  const weights = uploadWeights(network, initialiseWeights(network, 5));
  const before = tf.memory().numTensors;
  const text = [1, MASK, 3, MASK, 5, MASK];
  const best = (row: readonly number[]) => {
    const tokens = row.slice(0, MASK);
    const highest = Math.max(...tokens);
    return { id: tokens.indexOf(highest), probability: highest / tokens.reduce((sum, one) => sum + one, 0) };
  };
  const look = (at: readonly number[]) => {
    const rows = probabilitiesOf(weights, [at])[0] ?? [];
    return at.flatMap((id, place) => (id === MASK ? [{ place, ...best(rows[place] ?? []) }] : []));
  };
  const now = [...text];
  const options = { network, weights, ids: text, maskId: MASK, candidates: 3 } as const;
  for await (const filled of fillGaps({ ...options, order: 'surest-first' })) {
    const expected = look(now).sort((a, b) => b.probability - a.probability)[0];
    expect(filled).toMatchObject({ place: expected?.place, id: expected?.id });
    expect(filled.probability).toBeCloseTo(expected?.probability ?? 0, 5);
    expect(filled.candidates).toHaveLength(3);
    now[filled.place] = filled.id;
    expect(filled.ids).toEqual(now);
  }
  expect(now).not.toContain(MASK);
  const first = new Map(look(text).map(({ place, id }) => [place, id]));
  expect(await fillAll({ ...options, order: 'at-once' })).toEqual(text.map((id, place) => first.get(place) ?? id));
  // Longer than the network sees: each gap through a window of its own.
  const long = Array.from({ length: 30 }, (_, place) => (place % 10 === 4 ? MASK : place % MASK));
  expect(await fillAll({ ...options, ids: long, order: 'surest-first' })).not.toContain(MASK);
  expect(tf.memory().numTensors).toBe(before);
  disposeAll(weights);
});

test('a tiny model learns a rhyme by heart, and fills gaps by what stands on either side', async () => {
  // What follows a 0 is 1 or 2: only what comes after tells which.
  const rhyme = Int32Array.from({ length: 120 }, (_, index) => [0, 1, 3, 0, 2, 4][index % 6] ?? 0);
  const learner = gpt({
    ...{ vocabulary: MASK + 1, width: 16, layers: 1, heads: 1, context: 6 },
    ...{ positions: 'rope', causal: false },
  });
  const { state } = await trainNetwork({
    network: learner,
    data: { training: { ids: rhyme, blockLength: 6 } },
    objective: maskedLanguageModel(learner, { ...masking, share: 0.2 }),
    optimiser: { kind: 'adamw' },
    schedule: { kind: 'constant', learningRate: 0.01 },
    steps: 80,
    batchSize: 8,
    evaluateEvery: 80,
    evaluateBatches: 2,
    seed: 1,
  });
  expect(state.history.evaluations.at(-1)?.measures?.accuracy).toBeGreaterThan(0.9);
  const weights = uploadWeights(learner, state.weights);
  const fill = (text: readonly number[]) =>
    fillAll({ network: learner, weights, ids: text, maskId: MASK, order: 'surest-first' });
  expect(await fill([0, MASK, 3, 0, MASK, 4])).toEqual([0, 1, 3, 0, 2, 4]);
  expect(await fill([0, MASK, 4, 0, MASK, 3])).toEqual([0, 2, 4, 0, 1, 3]);
  disposeAll(weights);
});
