import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { answerLogProbabilities } from '@/ml/align/log-probabilities';
import { answerRows } from '@/ml/align/rows';
import { logSoftmaxOf } from '@/ml/decoding';
import { createPredictor } from '@/ml/generation/predictor';
import { writeMany } from '@/ml/generation/write-many';
import { generateAll } from '@/ml/sample';
import * as tf from '@/ml/tf';
import { uploadWeights } from '@/ml/weights';
import { gpt } from '../helpers/networks';
import { noiseValues } from '../helpers/tensors';

const network = gpt({ vocabulary: 13, width: 8, layers: 1, heads: 2, context: 16, tied: false });
let weights: Record<string, tf.Tensor>;
const PROMPTS = [[1, 2, 3], [4], [5, 6, 7, 8, 9]];
const SEEDS = ['a', 'b', 'c'];

beforeAll(async () => {
  await tf.setBackend('cpu');
  const arrays = network.operations.flatMap(({ id, parameters }) =>
    parameters.map(({ name, shape }, index) => [
      `${id}.${name}`,
      {
        shape,
        data: noiseValues(
          id.length + 7 * index,
          shape.reduce((a, b) => a * b, 1),
          0.9,
        ),
      },
    ]),
  );
  weights = uploadWeights(network, Object.fromEntries(arrays));
});

test('answers written together are those that each prompt gets alone, whatever their lengths', async () => {
  const before = tf.memory().numTensors;
  const together = await writeMany({
    network,
    weights,
    prompts: PROMPTS,
    seeds: SEEDS,
    maximumTokens: 6,
    endIds: [0, 3, 7, 11],
  });
  for (const [index, prompt] of PROMPTS.entries()) {
    const seed = SEEDS[index] ?? '';
    const alone = await generateAll({
      network,
      weights,
      prompt,
      seed,
      strategy: 'sample',
      maximumTokens: 6,
      endIds: [0, 3, 7, 11],
    });
    expect(together[index]).toEqual({ ids: alone.ids, ended: alone.ended === 'end' });
  }
  expect(new Set(together.map(({ ids }) => ids.length)).size).toBeGreaterThan(1);
  expect(tf.memory().numTensors).toBe(before);
});

test('an answer ends with what the caller says, and the likeliest is taken at temperature 0', async () => {
  const options = { network, weights, prompts: PROMPTS, seeds: SEEDS, maximumTokens: 5 };
  const two = await writeMany({ ...options, endsWith: (ids) => ids.length === 2 });
  expect(two.map(({ ids, ended }) => [ids.length, ended])).toEqual(Array(3).fill([2, true]));
  const [greedy] = await writeMany({ ...options, temperature: 0 });
  const alone = await generateAll({ ...options, prompt: PROMPTS[0] ?? [], seed: 0, strategy: 'greedy' });
  expect(greedy?.ids).toEqual(alone.ids);
});

test('the log-probability of an answer is the sum over its tokens, each after those before it', async () => {
  const answered = [
    { prompt: [1, 2], answer: [3, 4, 5] },
    { prompt: [6], answer: [7] },
    { prompt: [1, 2, 3, 4], answer: [] },
  ];
  expect(answerRows(answered)).toMatchObject({ rows: 3, length: 4, lengths: Int32Array.of(3, 1, 0) });
  const before = tf.memory().numTensors;
  const found = await answerLogProbabilities(network, weights, answered);
  expect(tf.memory().numTensors).toBe(before);
  const predictor = createPredictor({ network, weights, cache: false });
  for (const [row, { prompt, answer }] of answered.entries()) {
    let sum = 0;
    for (const [index, id] of answer.entries()) {
      const [logits = new Float32Array(0)] = await predictor.next([[...prompt, ...answer.slice(0, index)]]);
      sum += logSoftmaxOf(logits)[id] ?? Number.NaN;
    }
    expect(found[row]).toBeCloseTo(sum, 4);
  }
  const [alone] = await answerLogProbabilities(network, weights, answered.slice(0, 1));
  expect(alone).toBeCloseTo(found[0] ?? Number.NaN, 4);
  predictor.dispose();
});
