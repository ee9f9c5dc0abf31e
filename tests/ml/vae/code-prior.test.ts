import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import type { Network } from '@/ml/network';
import * as tf from '@/ml/tf';
import { valueAndGradients } from '@/ml/training/backward';
import { priorInputs, priorQuestion, sampleCodes } from '@/ml/vae/code-prior';
import { CANDIDATES, entriesChosen, perplexity, perplexityOf, reviveLoss } from '@/ml/vae/quantise';
import { expectClose } from '../helpers/tensors';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const [PLACES, ENTRIES, WIDTH] = [2, 2, 1];
/** One dense layer from what a prior is given: the number of the first place, a 1 at the place. */
const prior: Network = {
  operations: [
    {
      id: 'p',
      layer: 'example-head',
      params: { inputs: priorInputs(PLACES, WIDTH), shape: [ENTRIES], scale: 1 },
      inputs: ['input'],
      shape: ['B', ENTRIES],
      parameters: [
        { name: 'output.weight', shape: [4, ENTRIES] },
        { name: 'output.bias', shape: [ENTRIES] },
      ],
    },
  ],
  output: 'p',
  examples: { shape: [4], time: false, classes: 0 },
};

test('the prior is asked about a place with what came before it alone', () => {
  const question = priorQuestion([1, 2, 3, 4, 5, 6], [0, 2], 3, 1);
  expect([...question]).toEqual([0, 0, 0, 1, 0, 0, 4, 5, 0, 0, 0, 1]);
});

test('codes are drawn by the chain of their probabilities, and each row by itself', async () => {
  // First 1 with probability ¼; then the same as the first with probability 0.9.
  const odds = Math.log(9);
  const weights = {
    'p.output.weight': tf.tensor2d([
      [-odds / 2, odds / 2], // the first code, −1 or 1
      [0, 0],
      [Math.log(3), 0],
      [0, 0],
    ]),
    'p.output.bias': tf.tensor1d([0, 0]),
  };
  const options = { prior, weights, codebook: [-1, 1], entries: 2, width: 1, places: 2, seed: 3 };
  const before = tf.memory().numTensors;
  const codes = await sampleCodes({ ...options, count: 4_000 });
  expect(tf.memory().numTensors).toBe(before);
  const share = (is: (first?: number, second?: number) => boolean) =>
    Array.from({ length: 4_000 }, (_, row) => is(codes[2 * row], codes[2 * row + 1])).filter(Boolean).length / 4_000;
  expect(share((first) => first === 1)).toBeCloseTo(0.25, 1);
  expect(share((first, second) => first === second)).toBeCloseTo(0.9, 1);
  const few = await sampleCodes({ ...options, count: 5 });
  expect([...few]).toEqual([...codes.subarray(0, 10)]);
  const cold = await sampleCodes({ ...options, count: 50, temperature: 0 });
  expect(new Set(cold)).toEqual(new Set([0]));
  tf.dispose(weights);
});

test('unused entries alone are pulled, each to the farthest of those picked for it, and no gradient reaches the encoder', () => {
  tf.tidy(() => {
    const x = tf.tensor2d([[1], [3]]);
    const codebook = tf.tensor2d([[1], [10], [-5]]);
    const indices = tf.tensor1d([0, 0], 'int32');
    // The second entry looks at both, and takes the one that is farther from its entry; the third at the first alone.
    const picks = new Float32Array(3 * CANDIDATES).fill(0.1).fill(0.9, CANDIDATES + 3, CANDIDATES + 4);
    const pulled = valueAndGradients(() => reviveLoss(x, codebook, indices, picks), [x, codebook]);
    expectClose(pulled.value, [((10 - 3) ** 2 + (-5 - 1) ** 2) / 3], 1e-4);
    expectClose(pulled.gradients[1] ?? x, [0, (2 * 7) / 3, (2 * -6) / 3], 1e-4);
    for (const value of pulled.gradients[0]?.dataSync() ?? []) expect(value).toBe(0);
  });
});

test('the perplexity on the backend is that of plain numbers', () => {
  const codes = [0, 1, 1, 5, 5, 5];
  tf.tidy(() => {
    const indices = tf.tensor1d(codes, 'int32');
    expectClose(perplexity(indices, 8), [perplexityOf(codes, 8)], 1e-4);
    expectClose(entriesChosen(indices, 8), [3]);
  });
});
