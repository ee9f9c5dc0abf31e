import { add, mean, mul, reshape, rsqrt, square, sub, type Tensor } from '../tf';
import { sumRows } from './norms';
import { savedAt, withGradient } from './with-gradient';

/** What a batch was found to be like, `[C]` each; the variance is the unbiased one, as PyTorch keeps it. Valid during the call only. */
export type TellMoments = (mean: Tensor, variance: Tensor) => void;

/**
 * Batch normalisation in training (Ioffe & Szegedy 2015, algorithm 1): each channel to mean 0 and deviation 1 over all images and places of the batch, then
 * `· weight + bias`. `x [B, ..., C]`, channels last; `weight [C]`, `bias [C]`. Each use is told of, but for those within a gradient penalty, which only look.
 * @throws RangeError where a channel has one number, whose deviation is none
 */
export function batchNorm(x: Tensor, weight: Tensor, bias: Tensor, epsilon: number, tell?: TellMoments): Tensor {
  const channels = x.shape.at(-1) ?? 1;
  const count = x.size / channels;
  if (count < 2) throw new RangeError('Batch norm needs more than one number of each channel.');
  return withGradient(
    [x, weight, bias],
    (save) => {
      const rows = reshape(x, [count, channels]);
      const average = mul(sumRows(rows), 1 / count);
      const centred = sub(rows, average);
      const squares = sumRows(square(centred));
      const inverse = rsqrt(add(mul(squares, 1 / count), epsilon));
      tell?.(average, mul(squares, 1 / (count - 1)));
      const normal = mul(centred, inverse);
      save([normal, inverse, weight]);
      return {
        value: reshape(add(mul(normal, weight), bias), x.shape),
        gradient: (dy, saved) => {
          const [normal, inverse, weight] = [savedAt(saved, 0), savedAt(saved, 1), savedAt(saved, 2)];
          const given = reshape(dy, [count, channels]);
          const [toWeight, toBias] = [sumRows(mul(given, normal)), sumRows(given)];
          const along = add(mul(normal, mul(toWeight, 1 / count)), mul(toBias, 1 / count));
          return [reshape(mul(sub(given, along), mul(weight, inverse)), x.shape), toWeight, toBias];
        },
      };
    },
    () => {
      const rows = reshape(x, [count, channels]);
      const centred = sub(rows, mean(rows, 0));
      const normal = mul(centred, rsqrt(add(mean(square(centred), 0), epsilon)));
      return reshape(add(mul(normal, weight), bias), x.shape);
    },
  );
}

/** The same once training is over: by a mean and a variance that are known, so that no example depends on another. */
export function normedBy(
  x: Tensor,
  weight: Tensor,
  bias: Tensor,
  epsilon: number,
  known: { readonly mean: Tensor; readonly variance: Tensor },
): Tensor {
  const scale = mul(weight, rsqrt(add(known.variance, epsilon)));
  return add(mul(x, scale), sub(bias, mul(known.mean, scale)));
}
