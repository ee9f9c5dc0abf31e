import { floatsOf, labelledRows, type WasmKernel } from './kernel';
import { known } from './known';
import { grainOf } from './threads/parallel';

/**
 * Mean cross-entropy of `labels [...]` int32 under `softmax(logits [..., V])`, nats: gives the mean, and each row's
 * largest logit and `1 / Σ exp(logit − largest)`, `[rows]`, from which its gradient makes the probabilities again.
 * Throws a RangeError for a label that is not in the row.
 */
export const crossEntropy: WasmKernel = {
  name: 'FusedCrossEntropy',
  create:
    ({ heap, parallel }) =>
    ({ inputs }) => {
      const { logits, labels, rows, length } = labelledRows(inputs);
      checkLabels(heap.values(labels), rows, length);
      const [mean, maxima, inverses] = [
        heap.output([], 'float32'),
        heap.output([rows], 'float32'),
        heap.output([rows], 'float32'),
      ];
      const losses = heap.scratch(Math.max(4, 4 * rows));
      const [from, ids, to] = [logits, labels, mean].map(heap.addressOf);
      const kept = [maxima, inverses].map(heap.addressOf);
      parallel.run('crossEntropyRows', rows, grainOf(EXP * length), length, from ?? 0, ids ?? 0, losses, ...kept);
      parallel.run('sumRows', 1, 1, rows, losses, to ?? 0, 1 / rows);
      return [mean, maxima, inverses];
    },
  selfTest: known.FusedCrossEntropy,
};

/** Its gradient: inputs `logits`, `labels`, `maxima`, `inverses` and `dy []`; gives `(softmax − one-hot) · dy / rows`. */
export const crossEntropyGrad: WasmKernel = {
  name: 'FusedCrossEntropyGrad',
  create:
    ({ heap, parallel }) =>
    ({ inputs }) => {
      const { logits, labels, rows, length } = labelledRows(inputs);
      checkLabels(heap.values(labels), rows, length);
      const [maxima, inverses] = [floatsOf(inputs, 'maxima', rows), floatsOf(inputs, 'inverses', rows)];
      const dy = floatsOf(inputs, 'dy', 1);
      const dx = heap.output(logits.shape, 'float32');
      const addresses = [logits, labels, maxima, inverses, dy, dx].map(heap.addressOf);
      parallel.run('crossEntropyRowsGrad', rows, grainOf(EXP * length), length, rows, ...addresses);
      return dx;
    },
  selfTest: known.FusedCrossEntropyGrad,
};

/** Operations on a number of which one is an exponential. */
const EXP = 16;

function checkLabels(labels: ArrayLike<number>, rows: number, length: number): void {
  for (let place = 0; place < rows; place++) {
    const label = labels[place] ?? -1;
    if (label < 0 || label >= length) {
      throw new RangeError(`Label ${label} of cross-entropy, at place ${place}, is not in 0 … ${length - 1}.`);
    }
  }
}
