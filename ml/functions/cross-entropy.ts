import { div, log, max, mean, mul, reshape, type Scalar, softmax, sub, sum, type Tensor } from '../tf';
import { oneHotRows } from './one-hot';
import { savedAt, withGradient } from './with-gradient';

/**
 * Mean negative log-likelihood of the labels under `softmax(logits)`, in nats per label.
 * `logits [..., V]`, `labels [...]` int32. The logarithm of the partition sum is taken from the most likely entry,
 * `max(logits) − log(max(softmax))`, which is exact however far the logits are apart.
 */
export function crossEntropy(logits: Tensor, labels: Tensor): Scalar {
  const vocabulary = logits.shape.at(-1) ?? 1;
  return withGradient<Scalar>([logits], (save) => {
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
