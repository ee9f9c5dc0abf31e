import type { TensorInfo } from '@tensorflow/tfjs-core';
import { floats, floatsOf, input, sizeOf } from '@/workers/kernels/kernel';
import type { GraphicsKernel } from '../kernel';
import { mapEach, reduceRows, sizesOf, sumColumns, webgl } from './program';

/**
 * Mean cross-entropy of int32 labels and its gradient, as workers/kernels/cross-entropy.ts has them, except that no label is looked at beforehand: one that
 * is not in its row counts as a logit of zero and draws nothing, as in the composition of ops.
 */
export const crossEntropies: readonly GraphicsKernel[] = [
  {
    name: 'FusedCrossEntropy',
    run: ({ inputs, backend: on }) => {
      const backend = webgl(on);
      const { logits, labels, rows, sizes } = given(inputs);
      const numbers = { logits };
      const maxima = reduceRows(backend, { sizes, numbers, value: 'logits' }, { how: 'max' });
      const share = { sizes, numbers, rows: { maxima }, value: 'exp(logits - maxima)' };
      const inverses = reduceRows(backend, share, { finish: '1.0 / value' });
      const hot = { sizes, numbers, rows: { labels }, value: `logits * ${HOT}` };
      const own = reduceRows(backend, hot);
      const [batch, each] = sizes;
      const sum = {
        sizes: [batch, each, 1] as const,
        rows: { maxima, inverses, own },
        value: 'maxima - log(inverses) - own',
      };
      const mean = sumColumns(backend, sum, 1 / rows);
      backend.disposeIntermediateTensorInfo(own);
      return [{ ...mean, shape: [] }, ...[maxima, inverses].map((one) => ({ ...one, shape: [rows] }))];
    },
  },
  {
    name: 'FusedCrossEntropyGrad',
    run: ({ inputs, backend: on }) => {
      const backend = webgl(on);
      const { logits, labels, rows, sizes } = given(inputs);
      const [maxima, inverses] = [floatsOf(inputs, 'maxima', rows), floatsOf(inputs, 'inverses', rows)];
      const dx = mapEach(backend, {
        sizes,
        numbers: { logits },
        rows: { labels, maxima, inverses },
        scalars: { dy: floatsOf(inputs, 'dy', 1) },
        uniforms: { scale: 1 / rows },
        value: `(exp(logits - maxima) * inverses - ${HOT}) * dy * scale`,
      });
      return { ...dx, shape: logits.shape };
    },
  },
];

/** One where a number's column is its row's label. */
const HOT = 'vec4(equal(ivec4(c, c + 1, c, c + 1), ivec4(labels)))';

function given(inputs: Readonly<Record<string, TensorInfo | undefined>>) {
  const logits = floats(inputs, 'logits');
  const labels = input(inputs, 'labels');
  const rows = sizeOf(logits.shape.slice(0, -1));
  if (labels.dtype !== 'int32' || sizeOf(labels.shape) !== rows || sizeOf(logits.shape) === 0) {
    throw new RangeError(
      `${rows} rows of logits need as many int32 labels: these are [${labels.shape}] ${labels.dtype}.`,
    );
  }
  return { logits, labels, rows, sizes: sizesOf(logits.shape) };
}
