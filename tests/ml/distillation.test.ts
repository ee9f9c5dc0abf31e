import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, expect, test } from 'vitest';
import { klDivergence } from '@/ml/functions/kl-divergence';
import * as tf from '@/ml/tf';
import { valueAndGradients } from '@/ml/training/backward';

const target = [1, 0.5, -1, 0, 2, 0.3];
const logits = [0.2, -0.4, 0.9, 1, 0, -1];

beforeAll(async () => {
  await tf.setBackend('cpu');
});

const softened = (row: readonly number[], temperature: number) => {
  const weights = row.map((logit) => Math.exp(logit / temperature));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
};

/** In float64, by its definition. */
const expected = (student: readonly number[], temperature: number) =>
  [0, 3].reduce((total, row) => {
    const p = softened(target.slice(row, row + 3), temperature);
    const q = softened(student.slice(row, row + 3), temperature);
    return total + p.reduce((sum, one, index) => sum + one * Math.log(one / (q[index] ?? 1)), 0) / 2;
  }, 0);

test.each([1, 2.5])(
  'the divergence from a teacher is its definition, and its gradient its slope, at temperature %d',
  (temperature) => {
    tf.tidy(() => {
      const student = tf.tensor2d(logits, [2, 3]);
      const { value, gradients } = valueAndGradients(
        () => klDivergence(tf.tensor2d(target, [2, 3]), student, temperature),
        [student],
      );
      expect(value.dataSync()[0]).toBeCloseTo(expected(logits, temperature), 6);
      const step = 1e-4;
      gradients[0]?.dataSync().forEach((gradient, index) => {
        const moved = (by: number) =>
          expected(
            logits.map((logit, at) => (at === index ? logit + by : logit)),
            temperature,
          );
        expect(gradient).toBeCloseTo((moved(step) - moved(-step)) / (2 * step), 5);
      });
    });
  },
);
