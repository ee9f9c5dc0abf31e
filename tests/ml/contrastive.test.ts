import '@tensorflow/tfjs-backend-cpu';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { cosines } from '@/ml/classify/contrast';
import { recallOf } from '@/ml/joint/recall';
import { layers } from '@/ml/layers';
import { createConstants } from '@/ml/layers/constants';
import { sameCaptions, sigmoidPairLoss, softmaxPairLoss } from '@/ml/objectives/contrastive';
import * as tf from '@/ml/tf';
import { valueAndGradients } from '@/ml/training/backward';
import { expectClose, tensorOf } from './helpers/tensors';

/** What loops over pairs after the papers' formulas gave (`tests/fixtures/ml/contrastive.py`). */
const reference = JSON.parse(readFileSync(new URL('../fixtures/ml/contrastive.json', import.meta.url), 'utf8'));

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const score = (input: tf.Tensor, weights: Record<string, tf.Tensor>) => {
  const layer = layers.get('pair-score');
  if (!layer) throw new Error('no layer');
  const context = { training: false, scope: 'score', offset: 0, constants: createConstants() };
  return layer.forward([input], weights, { biased: 'bias' in weights }, context);
};

describe.each([
  ['softmax', softmaxPairLoss],
  ['sigmoid', sigmoidPairLoss],
] as const)('the loss of pairs, %s', (name, loss) => {
  test('is that of the paper, with its gradients', () => {
    const wanted = reference[name];
    const inputs = ['pictures', 'words', 'scale', ...(name === 'sigmoid' ? ['bias'] : [])];
    const given = inputs.map((input) => tensorOf(reference[input]));
    const [pictures, words, scale, bias] = given;
    if (!pictures || !words || !scale) throw new Error('nothing is given');
    const apart = sameCaptions(['a', 'b', 'c', 'd', 'e']);
    const { value, gradients } = valueAndGradients(
      () => loss(score(cosines(pictures, words), { scale, ...(bias && { bias }) }), apart),
      given,
    );
    expectClose(value, [wanted.loss], 1e-5);
    for (const [index, input] of inputs.entries())
      expectClose(gradients[index] ?? tf.zeros([0]), wanted[input].data, 1e-4);
  });

  test('blames no picture for words that are true of it and stand elsewhere', () => {
    // The first two have the same caption: whichever of the two it is taken for, nothing is wrong.
    const logits = tf.tensor2d([9, 9, -9, 9, 9, -9, -9, -9, 9], [3, 3]);
    const [twice, once] = [loss(logits, sameCaptions(['a', 'a', 'b'])), loss(logits, sameCaptions(['a', 'c', 'b']))];
    expect(twice.dataSync()[0]).toBeLessThan(0.01);
    expect(once.dataSync()[0]).toBeGreaterThan(0.4);
  });
});

test('what is found is ranked by cosines, and its place is that of the first that belongs', () => {
  const others = Float32Array.of(1, 0, 0, 1, Math.SQRT1_2, Math.SQRT1_2);
  const queries = Float32Array.of(0.8, 0.6, 0, 1);
  // Of the first query the cosines are 0.8, 0.6, 0.99; of the second 0, 1, 0.71.
  const recall = recallOf(queries, others, 2, (query, other) => (query === 0 ? other === 1 : other !== 1));
  expect(recall.ranks).toEqual([3, 2]);
  expect([recall.at(1), recall.at(2), recall.at(3)]).toEqual([0, 0.5, 1]);
});
