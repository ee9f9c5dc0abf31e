import { logSoftmax, mean, mul, type Scalar, softmax, sub, sum, type Tensor } from '../tf';

/**
 * How far a distribution `softmax(logits / temperature)` is from a target's, in nats and as a mean over rows: `∑ p · (log p − log q)`. Both `[..., V]`. Its
 * gradient leads to the logits, and not to the target's, which are taken as they are.
 */
export function klDivergence(target: Tensor, logits: Tensor, temperature = 1): Scalar {
  const [warmTarget, warm] = [mul(target, 1 / temperature), mul(logits, 1 / temperature)];
  const apart = mul(softmax(warmTarget), sub(logSoftmax(warmTarget), logSoftmax(warm)));
  return mean(sum(apart, -1)).asScalar();
}
