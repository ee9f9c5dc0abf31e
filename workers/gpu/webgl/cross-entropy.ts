import { floatsOf, labelledRows } from '@/workers/kernels/kernel';
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
      const { logits, labels, rows } = labelledRows(inputs);
      const sizes = sizesOf(logits.shape);
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
      const { logits, labels, rows } = labelledRows(inputs);
      const sizes = sizesOf(logits.shape);
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
