import { crossEntropy } from '@/ml/functions/cross-entropy';
import { gelu } from '@/ml/functions/gelu';
import { layerNorm, rmsNorm } from '@/ml/functions/norms';
import { createRandom } from '@/ml/random';
import * as tf from '@/ml/tf';
import { repeated, type Task } from '../support/contender';
import { someOf } from './products';

type Shape = readonly number[];
/** The shapes of all inputs of one call. */
type Shapes = readonly Shape[];
type Kernel = (...inputs: tf.Tensor[]) => tf.Tensor;

/** Usual, odd, of one, long and thin, and its transpose. */
const PLANES: readonly Shape[] = [
  [1024, 512],
  [513, 127],
  [1, 512],
  [100_003, 3],
  [3, 100_003],
];
const one = (shapes: readonly Shape[]): Shapes[] => shapes.map((shape) => [shape]);
const two = (shapes: readonly Shape[]): Shapes[] => shapes.map((shape) => [shape, shape]);
const withRow = (shapes: readonly Shape[]): Shapes[] => shapes.map((shape) => [shape, shape.slice(-1)]);
const withTwoRows = (shapes: readonly Shape[]): Shapes[] =>
  shapes.map((shape) => [shape, shape.slice(-1), shape.slice(-1)]);
const IMAGES: readonly Shape[] = [
  [8, 28, 28, 32],
  [1, 33, 31, 17],
];

/** `[batch, m, k, n]`: square, as training makes them, attention's, odd, one row, one column, long and thin. */
const PRODUCTS = [
  [1, 512, 512, 512],
  [1, 1024, 128, 512],
  [32, 128, 32, 128],
  [1, 127, 129, 131],
  [1, 1, 512, 512],
  [1, 512, 512, 1],
  [1, 10_007, 5, 7],
  [7, 33, 65, 17],
] as const;
const operandsOf = (a: boolean, b: boolean): Shapes[] =>
  PRODUCTS.map(([batch, m, k, n]) => [
    [batch, ...(a ? [k, m] : [m, k])],
    [batch, ...(b ? [n, k] : [k, n])],
  ]);

/** Whole numbers below `limit`, where an input is one of places or labels. */
const ids = (x: tf.Tensor, limit: number): tf.Tensor => tf.cast(tf.mul(tf.abs(x), limit), 'int32');
const gradient =
  (f: Kernel): Kernel =>
  (...inputs) =>
    tf.grads((...given) => tf.sum(f(...given)))(inputs)[0] ?? f(...inputs);

/** Each kernel by name: the shapes of its inputs, and what is done with them. Inputs are numbers between −1 and 1. */
const kernels: Readonly<Record<string, readonly [readonly Shapes[], Kernel]>> = {
  'a · b': [operandsOf(false, false), (a, b) => tf.matMul(a, b)],
  'a · bᵀ': [operandsOf(false, true), (a, b) => tf.matMul(a, b, false, true)],
  'aᵀ · b': [operandsOf(true, false), (a, b) => tf.matMul(a, b, true, false)],
  'aᵀ · bᵀ': [operandsOf(true, true), (a, b) => tf.matMul(a, b, true, true)],
  add: [two(PLANES), (a, b) => tf.add(a, b)],
  'add a row': [withRow(PLANES), (a, b) => tf.add(a, b)],
  multiply: [two(PLANES), (a, b) => tf.mul(a, b)],
  divide: [two(PLANES), (a, b) => tf.div(a, b)],
  square: [one(PLANES), (x) => tf.square(x)],
  'square root': [one(PLANES), (x) => tf.sqrt(tf.abs(x))],
  exponential: [one(PLANES), (x) => tf.exp(x)],
  sigmoid: [one(PLANES), (x) => tf.sigmoid(x)],
  tanh: [one(PLANES), (x) => tf.tanh(x)],
  relu: [one(PLANES), (x) => tf.relu(x)],
  'sum of rows': [one(PLANES), (x) => tf.sum(x, -1)],
  'sum of columns': [one(PLANES), (x) => tf.sum(x, 0)],
  'mean of rows': [one(PLANES), (x) => tf.mean(x, -1)],
  'maximum of rows': [one(PLANES), (x) => tf.max(x, -1)],
  softmax: [one(PLANES), (x) => tf.softmax(x)],
  transpose: [one(PLANES), (x) => tf.transpose(x)],
  'change of heads': [
    one([
      [8, 128, 4, 32],
      [1, 17, 3, 5],
    ]),
    (x) => tf.transpose(x, [0, 2, 1, 3]),
  ],
  concatenate: [two(PLANES), (a, b) => tf.concat([a, b], 0)],
  'slice of rows': [one(PLANES), (x) => tf.slice(x, 0, [Math.ceil((x.shape[0] ?? 1) / 2)])],
  gather: [
    [
      [[256, 128], [1024]],
      [[10_007, 17], [33]],
    ],
    (table, at) => tf.gather(table, ids(at, table.shape[0] ?? 1)),
  ],
  'layer norm': [withTwoRows(PLANES), (x, weight, bias) => layerNorm(x, weight, bias, 1e-5)],
  'layer norm, gradient': [withTwoRows(PLANES), gradient((x, w, b) => tf.square(layerNorm(x, w, b, 1e-5)))],
  'RMS norm': [withRow(PLANES), (x, weight) => rmsNorm(x, weight, 1e-5)],
  GELU: [one(PLANES), gelu],
  'GELU, gradient': [one(PLANES), gradient(gelu)],
  'cross-entropy': [
    [
      [[1024, 256], [1024]],
      [[33, 65], [33]],
    ],
    (x, at) => crossEntropy(x, ids(at, x.shape[1] ?? 1)),
  ],
  'convolution 3 × 3': [
    IMAGES.map((x) => [x, [3, 3, x[3] ?? 1, 32]]),
    (x, w) => tf.conv2d(x as tf.Tensor4D, w as tf.Tensor4D, 1, 'same'),
  ],
};

/** A task for each kernel and each of its shapes, named `kernel NAME [shape] [shape]`; its values are some of the result. */
export const kernelTasks: Readonly<Record<string, Task<never>>> = Object.fromEntries(
  Object.entries(kernels).flatMap(([name, [all, kernel]]) =>
    all.map((shapes) => [
      `kernel ${name} ${shapes.map((shape) => `[${shape.join(', ')}]`).join(' ')}`,
      taskOf(shapes, kernel),
    ]),
  ),
);

function taskOf(shapes: Shapes, kernel: Kernel): Task<never> {
  return async () => {
    const random = createRandom('kernels');
    const inputs = shapes.map((shape) => {
      const size = shape.reduce((product, dim) => product * dim, 1);
      return tf.tensor(
        Float32Array.from({ length: size }, () => 2 * random.next() - 1),
        [...shape],
      );
    });
    const once = () => tf.tidy(() => kernel(...inputs));
    const result = once();
    const values = someOf(await result.data());
    result.dispose();
    return repeated(
      () => tf.dispose(once()),
      () => tf.dispose(inputs),
      values,
    );
  };
}
