import { cast, div, log, max, mean, mul, reshape, type Scalar, softmax, sub, sum, type Tensor } from '../tf';
import { forwardFused, gradientFused } from './fused';
import { oneHotRows } from './one-hot';
import { savedAt, withGradient } from './with-gradient';

/**
 * Mean negative log-likelihood of the labels under `softmax(logits)`, in nats per label.
 * `logits [..., V]`, `labels [...]` int32. The logarithm of the partition sum is taken from the most likely entry,
 * `max(logits) − log(max(softmax))`, which is exact however far the logits are apart.
 * @throws RangeError for a label that is not one of 0 … V − 1, on wasm, whose kernel looks at them; elsewhere such a label has a logit of zero
 */
export function crossEntropy(logits: Tensor, labels: Tensor): Scalar {
  const vocabulary = logits.shape.at(-1) ?? 1;
  return withGradient<Scalar>([logits], (save) => {
    const ids = labels.dtype === 'int32' ? labels : cast(labels, 'int32');
    const [loss, maxima, inverses] = forwardFused('FusedCrossEntropy', { logits, labels: ids });
    if (loss && maxima && inverses) {
      save([logits, ids, maxima, inverses]);
      return {
        value: loss.asScalar(),
        gradient: (dy, saved) => {
          const [logits, labels] = [savedAt(saved, 0), savedAt(saved, 1)];
          const kept = { maxima: savedAt(saved, 2), inverses: savedAt(saved, 3) };
          return gradientFused('FusedCrossEntropyGrad', { logits, labels, ...kept, dy });
        },
      };
    }
    const rows = reshape(logits, [-1, vocabulary]); // (N, V)
    const count = rows.shape[0] ?? 1;
    const hot = oneHotRows(labels, vocabulary);
    const probabilities = softmax(rows);
    save([probabilities, hot]);
    const partition = sub(max(rows, -1), log(max(probabilities, -1)));
    return {
      value: mean(sub(partition, sum(mul(rows, hot), -1))),
      gradient: (dy, saved) => {
        const towards = sub(savedAt(saved, 0), savedAt(saved, 1));
        return [reshape(mul(towards, div(dy, count)), logits.shape)];
      },
    };
  });
}
