import { determinant, Matrix } from 'ml-matrix';
import { expect } from 'vitest';
import type { BoundStep } from '@/ml/flows/flow';
import * as tf from '@/ml/tf';
import { valueAndGradients } from '@/ml/training/backward';
import { expectClose } from '../helpers/tensors';

/** `log |det ∂y/∂x|` of each item, the determinant in float64. */
export const logDeterminantOf = (f: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor): number[] =>
  jacobiansOf(f, x).map((jacobian) => Math.log(Math.abs(determinant(new Matrix(jacobian)))));

/** `∂y/∂x` of each item, a row for each of its numbers, by reverse differentiation. */
export function jacobiansOf(f: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor): number[][][] {
  const [batch = 1] = x.shape;
  const size = x.size / batch;
  const rows = Array.from({ length: size }, (_, output) =>
    tf.tidy(() => {
      const { gradients } = valueAndGradients(
        () => tf.sum(tf.slice(tf.reshape(f(x), [batch, size]), [0, output], [batch, 1])).asScalar(),
        [x],
      );
      return [...(gradients[0]?.dataSync() ?? new Float32Array(x.size))];
    }),
  );
  return Array.from({ length: batch }, (_, item) => rows.map((row) => row.slice(item * size, (item + 1) * size)));
}

/** A step can be undone, says how the volume changes, and leaves no tensor behind. */
export function expectFlow(step: BoundStep, x: tf.Tensor): void {
  const before = tf.memory().numTensors;
  tf.tidy(() => {
    const { y, logDeterminant } = step.forward(x);
    expect(y.shape).toEqual(x.shape);
    expect(logDeterminant.shape).toEqual([x.shape[0]]);
    expectClose(step.inverse(y), x.dataSync(), 1e-4);
    expectClose(step.forward(step.inverse(x)).y, x.dataSync(), 1e-4);
    expectClose(
      logDeterminant,
      logDeterminantOf((given) => step.forward(given).y, x),
      1e-3,
    );
  });
  expect(tf.memory().numTensors).toBe(before);
}
