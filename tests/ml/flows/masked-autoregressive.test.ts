import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { bind } from '@/ml/flows/flow';
import { type MadeOptions, madeMasks, maskedAutoregressive, maskedLinear } from '@/ml/flows/masked-autoregressive';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { noise } from '../helpers/tensors';
import { expectFlow, jacobiansOf } from './jacobian';

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const made = (options: MadeOptions) => {
  const masks = madeMasks(options);
  return (x: tf.Tensor) =>
    masks.reduce<tf.Tensor>((value, mask, layer) => {
      const [from = 1, to = 1] = mask.shape;
      const next = maskedLinear(value, noise(layer + 1, [from, to]), mask, noise(layer + 20, [to], 0.1));
      return layer + 1 < masks.length ? tf.tanh(next) : next;
    }, x);
};

describe.each([1, 2, 5])('with %d inputs', (inputs) => {
  const options = { inputs, hidden: [12, 16], outputs: 2 };

  test.each([undefined, createRandom(3)])(
    'each output of a MADE hangs on all inputs before its own, and no other',
    (random) => {
      tf.tidy(() => {
        const network = made({ ...options, ...(random && { random }) });
        const x = noise(1, [1, inputs]);
        const before = network(x).dataSync();
        for (let input = 0; input < inputs; input++) {
          const after = network(
            tf.add(x, tf.tensor2d([Array.from({ length: inputs }, (_, index) => Number(index === input))])),
          ).dataSync();
          const moved = [...after].flatMap((value, index) => (value === before[index] ? [] : [index % inputs]));
          for (const output of moved) expect(output).toBeGreaterThan(input);
          if (!random) for (let output = input + 1; output < inputs; output++) expect(moved).toContain(output);
        }
      });
    },
  );

  test.each([false, true])('a MAF (reversed: %s) can be undone, and its Jacobian is a triangle', (reversed) => {
    tf.tidy(() => {
      const step = bind(maskedAutoregressive, { conditioner: made({ ...options, reversed }) });
      expectFlow(step, noise(2, [3, inputs]));
      for (const jacobian of jacobiansOf((x) => step.forward(x).y, noise(3, [2, inputs])))
        for (const [row, slopes] of jacobian.entries())
          for (const [column, slope] of slopes.entries()) {
            if (column === row) expect(slope).toBeGreaterThan(0);
            else if (reversed ? column < row : column > row) expect(slope).toBe(0);
            else expect(slope).not.toBe(0);
          }
    });
  });
});
