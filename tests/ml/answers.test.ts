import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { evaluateNetwork } from '@/ml/evaluate';
import { forward } from '@/ml/forward';
import { languageModel } from '@/ml/objectives/language-model';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { batchOfBlocks, drawBatch, joinBatches, type TokenBlocks, TooFewTokens } from '@/ml/tokens';
import { disposeAll, initialiseWeights, uploadWeights } from '@/ml/weights';
import { gpt } from './helpers/networks';

const network = gpt({ vocabulary: 9, width: 8, layers: 1, heads: 2, context: 8 });
/** Two conversations: of 5 tokens, of which the last 2 are an answer, and of 4, of which the last is. */
const data: TokenBlocks = {
  ids: Int32Array.of(1, 2, 3, 4, 5, 6, 7, 8, 1),
  answers: Uint8Array.of(0, 0, 0, 1, 1, 0, 0, 0, 1),
  starts: Int32Array.of(0, 5),
  blockLength: 8,
};

beforeAll(async () => {
  await tf.setBackend('cpu');
});

test('blocks of conversations are padded, and only answers count', () => {
  const { inputs, targets, rows, blockLength, places } = batchOfBlocks(data, [0, 1]);
  expect({ rows, blockLength }).toEqual({ rows: 2, blockLength: 8 });
  expect([...inputs]).toEqual([1, 2, 3, 4, 0, 0, 0, 0, 6, 7, 8, 0, 0, 0, 0, 0]);
  expect([...targets]).toEqual([2, 3, 4, 5, 0, 0, 0, 0, 7, 8, 1, 0, 0, 0, 0, 0]);
  expect([...(places ?? [])]).toEqual([2, 3, 10]);
  const drawn = drawBatch(data, 40, createRandom(1));
  expect(new Set(Array.from({ length: 40 }, (_, row) => drawn.inputs[row * 8]))).toEqual(new Set([1, 6]));
  expect(() => drawBatch({ ...data, starts: new Int32Array() }, 1, createRandom(1))).toThrow(TooFewTokens);
});

test('a plain batch and one of conversations make one, in which all plain targets count', () => {
  const plain = drawBatch({ ids: data.ids, blockLength: 3 }, 1, createRandom(1));
  const both = joinBatches(plain, batchOfBlocks(data, [1]));
  expect(both).toMatchObject({ rows: 2, blockLength: 8 });
  expect([...(both.places ?? [])]).toEqual([0, 1, 2, 10]);
});

test('the loss over answers is the mean of −log p of each of their tokens, whatever stands beside', async () => {
  const tensors = uploadWeights(network, initialiseWeights(network, 4));
  const mean = (rows: readonly (readonly [row: readonly number[], place: number, label: number])[]) =>
    rows.reduce((sum, [row, place, label]) => {
      const logits = Array.from(tf.tidy(() => forward(network, tensors, [row]).dataSync())).slice(
        9 * place,
        9 * place + 9,
      );
      return sum + Math.log(logits.reduce((total, logit) => total + Math.exp(logit), 0)) - (logits[label] ?? 0);
    }, 0) / rows.length;
  const expected = mean([
    [[1, 2, 3, 4], 2, 4],
    [[1, 2, 3, 4], 3, 5],
    [[6, 7, 8], 2, 1],
  ]);
  const loss = tf.tidy(() => languageModel.loss(network, tensors, batchOfBlocks(data, [0, 1]), {}).dataSync()[0]);
  expect(loss).toBeCloseTo(expected, 5);
  const found = await evaluateNetwork({ network, weights: tensors, data, characters: 9, batchSize: 1 });
  expect(found.loss).toBeCloseTo(expected, 5);
  expect(found).toMatchObject({ tokens: 3, bitsPerCharacter: null });
  disposeAll(tensors);
});
