import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { evaluateNetwork } from '@/ml/evaluate';
import { forward } from '@/ml/forward';
import * as tf from '@/ml/tf';
import { disposeAll, initialiseWeights, uploadWeights } from '@/ml/weights';
import { gpt } from './helpers/networks';

const network = gpt({ vocabulary: 9, width: 8, layers: 1, heads: 2, context: 6 });
const ids = Int32Array.from({ length: 33 }, (_, index) => (index * index + index) % 9);

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('loss, perplexity, bits per character and accuracy are those counted by hand, block by block', async () => {
  const before = tf.memory().numTensors;
  const weights = uploadWeights(network, initialiseWeights(network, 2));
  const found = await evaluateNetwork({
    network,
    weights,
    data: { ids, blockLength: 6 },
    characters: 66,
    batchSize: 2,
  });

  let [loss, top1, top5, tokens] = [0, 0, 0, 0];
  const losses: number[] = [];
  for (let start = 0; start + 6 < ids.length; start += 6) {
    const logits = forward(network, weights, [[...ids.slice(start, start + 6)]]);
    const rows = tf.tidy(() => tf.softmax(logits)).arraySync()[0];
    logits.dispose();
    const summed = loss;
    rows?.forEach((row, place) => {
      const label = ids[start + place + 1] ?? 0;
      const own = row[label] ?? Number.NaN;
      const rank = row.filter((probability) => probability > own).length;
      loss -= Math.log(own);
      top1 += rank < 1 ? 1 : 0;
      top5 += rank < 5 ? 1 : 0;
      tokens += 1;
    });
    losses.push((loss - summed) / 6);
  }
  expect(found.tokens).toBe(tokens);
  expect(tokens).toBe(30);
  expect(found.loss).toBeCloseTo(loss / tokens, 5);
  expect(found.blocks.map((block) => [block.number, block.tokens])).toEqual([0, 1, 2, 3, 4].map((one) => [one, 6]));
  for (const [index, block] of found.blocks.entries()) expect(block.loss).toBeCloseTo(losses[index] ?? Number.NaN, 5);
  expect(found.perplexity).toBeCloseTo(Math.exp(loss / tokens), 4);
  expect(found.bitsPerCharacter).toBeCloseTo(loss / tokens / Math.LN2 / 2, 5);
  expect(found.top1).toBeCloseTo(top1 / tokens, 6);
  expect(found.top5).toBeCloseTo(top5 / tokens, 6);
  tf.disposeVariables();
  disposeAll(weights);
  expect(tf.memory().numTensors).toBe(before + 5); // the five softmaxes above
});

test('a model that says the same for every token is not credited with ties', async () => {
  const weights = uploadWeights(network, initialiseWeights(network, 2));
  const flat = Object.fromEntries(Object.entries(weights).map(([key, weight]) => [key, tf.zerosLike(weight)]));
  const found = await evaluateNetwork({
    network,
    weights: flat,
    data: { ids, blockLength: 6 },
    batchSize: 8,
    maximumBlocks: 3,
  });
  expect(found.loss).toBeCloseTo(Math.log(9), 5);
  expect([found.top1, found.top5, found.tokens, found.bitsPerCharacter]).toEqual([0, 0, 18, null]);
  disposeAll(weights);
  disposeAll(flat);
});

test('a text shorter than a block is refused with the numbers', async () => {
  const weights = uploadWeights(network, initialiseWeights(network, 2));
  const data = { ids: ids.subarray(0, 6), blockLength: 6 };
  await expect(evaluateNetwork({ network, weights, data, batchSize: 1 })).rejects.toThrow(
    /6 tokens, and a block of 6 needs 7/,
  );
  disposeAll(weights);
});
