import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, test } from 'vitest';
import { batchNorm } from '@/ml/functions/batch-norm';
import { crossEntropy } from '@/ml/functions/cross-entropy';
import { gelu } from '@/ml/functions/gelu';
import { groupNorm } from '@/ml/functions/group-norm';
import { linear } from '@/ml/functions/linear';
import { layerNorm, rmsNorm } from '@/ml/functions/norms';
import { silu } from '@/ml/functions/silu';
import { swiglu } from '@/ml/functions/swiglu';
import { upsampleNearest } from '@/ml/functions/upsample';
import * as tf from '@/ml/tf';
import { valueAndGradients } from '@/ml/training/backward';
import { startWasm } from '@/tests/workers/kernels/on-wasm';
import { noise, noiseValues } from './helpers/tensors';

/** The gradient of a sum of `f`, weighted unevenly, towards `x`. */
function slopeOf(f: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor): tf.Tensor {
  const { gradients } = valueAndGradients(() => {
    const y = f(x);
    return tf.sum(tf.mul(y, noise(5, y.shape)));
  }, [x]);
  return gradients[0] ?? tf.zerosLike(x);
}

const penaltyOf = (f: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor): tf.Scalar => tf.sum(tf.square(slopeOf(f, x)));

/** Fails unless the gradient of `Σ (∂f/∂x)²` is its slope, measured from outside of any gradient. */
function expectSecondGradient(f: (x: tf.Tensor) => tf.Tensor, shape: number[]): void {
  tf.tidy(() => {
    const values = noiseValues(1, tf.util.sizeFromShape(shape));
    const x = tf.tensor(values, shape);
    const found = valueAndGradients(() => penaltyOf(f, x), [x]).gradients[0]?.dataSync() ?? new Float32Array(x.size);
    values.forEach((value, index) => {
      const at = (delta: number) =>
        tf.tidy(() => {
          const moved = Float32Array.from(values);
          moved[index] = value + delta;
          return penaltyOf(f, tf.tensor(moved, shape)).dataSync()[0] ?? Number.NaN;
        });
      const slope = (at(5e-3) - at(-5e-3)) / 1e-2;
      const gradient = found[index] ?? Number.NaN;
      expect(Math.abs(gradient - slope), `at ${index}: ${gradient}, ${slope}`).toBeLessThan(
        0.02 + 5e-3 * Math.abs(slope),
      );
    });
  });
}

const rank4 = (tensor: tf.Tensor): tf.Tensor4D => tf.reshape(tensor, [-1, 4, 4, 2]);
const kernel = (shape: [number, number, number, number]) =>
  tf.tensor4d(noiseValues(3, tf.util.sizeFromShape(shape)), shape);

describe.each(['cpu', 'wasm'])('on %s', (backend) => {
  beforeAll(async () => {
    if (backend === 'wasm') await startWasm();
    else await tf.setBackend('cpu');
  });

  describe('the gradient of a gradient is its slope, through', () => {
    test.each<[string, (x: tf.Tensor) => tf.Tensor]>([
      ['a matrix product', (x) => tf.matMul(tf.square(x), noise(3, [4, 5]))],
      ['tanh between two layers', (x) => linear(tf.tanh(linear(x, noise(3, [4, 6]))), noise(4, [6, 3]))],
      ['sigmoid', (x) => tf.mul(x, tf.sigmoid(x))],
      ['softmax', (x) => tf.mul(x, tf.softmax(x))],
      ['softplus', tf.softplus],
      ['ReLU', (x) => tf.square(tf.relu(x))],
      ['leaky ReLU', (x) => tf.square(tf.leakyRelu(x, 0.2))],
      ['clipping', (x) => tf.square(tf.clipByValue(x, -1, 1))],
      ['a maximum', (x) => tf.square(tf.max(x, 1))],
      ['log-sum-exp', (x) => tf.logSumExp(x, 1)],
      ['a square root', (x) => tf.sqrt(tf.add(tf.mean(tf.square(x), 1), 0.1))],
      ['SiLU', silu],
      ['GELU', gelu],
      ['SwiGLU', (x) => swiglu(x, tf.reverse(x, 1))],
      ['linear', (x) => linear(tf.square(x), noise(3, [4, 5]), noise(4, [5]))],
      ['layer norm', (x) => layerNorm(x, noise(3, [4]), noise(4, [4]), 0.1)],
      ['RMS norm', (x) => rmsNorm(x, noise(3, [4]), 0.1)],
      ['group norm', (x) => groupNorm(x, noise(3, [4]), noise(4, [4]), { groups: 2, epsilon: 0.1, silu: true })],
      ['batch norm', (x) => batchNorm(x, noise(3, [4]), noise(4, [4]), 0.1)],
    ])('%s', (_, f) => expectSecondGradient(f, [3, 4]));

    test.each<[string, (x: tf.Tensor) => tf.Tensor]>([
      ['a convolution in steps of two', (x) => tf.tanh(tf.conv2d(rank4(x), kernel([3, 3, 2, 3]), 2, 'same'))],
      [
        'a transposed convolution',
        (x) => tf.tanh(tf.conv2dTranspose(rank4(x), kernel([3, 3, 2, 2]), [1, 8, 8, 2], 2, 'same')),
      ],
      ['up-sampling', (x) => tf.mul(tf.tanh(upsampleNearest(rank4(x), 2)), noise(7, [1, 8, 8, 2]))],
    ])('%s', (_, f) => expectSecondGradient(f, [1, 4, 4, 2]));
  });

  test('a second gradient reaches weights, and values that were not asked for have none', () => {
    tf.tidy(() => {
      const [x, w, unused] = [tf.scalar(2), tf.scalar(3), tf.scalar(5)];
      // ∂/∂x (w x³) = 3 w x², whose square has the slope 18 w x⁴ towards w and 36 w² x³ towards x
      const { value, gradients } = valueAndGradients(() => {
        const inner = valueAndGradients(() => tf.mul(w, tf.pow(x, 3)).asScalar(), [x, unused]);
        expect(inner.gradients[1]).toBeUndefined();
        expect(inner.value.dataSync()[0]).toBeCloseTo(24, 3);
        return tf.square(inner.gradients[0] ?? x).asScalar();
      }, [w, x]);
      expect(value.dataSync()[0]).toBeCloseTo(36 ** 2, 2);
      expect(gradients.map((one) => Math.round(one?.dataSync()[0] ?? 0))).toEqual([18 * 3 * 16, 36 * 9 * 8]);
    });
  });

  test('a gradient that cannot be differentiated again says so, and nothing stays behind', () => {
    const x = noise(1, [2, 4]);
    const before = tf.memory().numTensors;
    const labels = tf.tensor1d([1, 2], 'int32');
    const twice = (f: (x: tf.Tensor) => tf.Tensor) => () =>
      tf.tidy(() => valueAndGradients(() => penaltyOf(f, x), [x]).value);
    expect(twice((x) => crossEntropy(x, labels))).toThrow('cannot itself be differentiated');
    expect(twice((x) => tf.elu(tf.square(x)))).toThrow('no gradient for EluGrad');
    const inTheirs = () => tf.tidy(() => tf.grad((x) => penaltyOf(tf.tanh, x))(x));
    expect(inTheirs).toThrow('inside of valueAndGradients only');
    labels.dispose();
    tf.tidy(() => valueAndGradients(() => penaltyOf((x) => tf.tanh(silu(x)), x), [x]).value).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
