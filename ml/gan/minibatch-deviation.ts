import { add, concat, mean, reshape, sqrt, square, sub, type Tensor, tile } from '../tf';

/**
 * Adds one channel that says how much the items of a group differ: the deviation over the group, averaged over all features (Karras et al. 2018, section 3).
 * A critic that sees it notices a generator that makes the same thing each time. `x [B, ..., C]` gives `[B, ..., C + 1]`; groups of `groupSize` items,
 * or of the whole batch where it does not divide into them.
 */
export function minibatchDeviation(x: Tensor, groupSize = 4): Tensor {
  const [batch = 1, ...rest] = x.shape;
  const size = batch % groupSize === 0 ? groupSize : batch;
  const groups = reshape(x, [size, batch / size, -1]); // item i is in group i mod (B / size)
  const centred = sub(groups, mean(groups, 0, true));
  const deviations = sqrt(add(mean(square(centred), 0), 1e-8)); // (groups, features)
  const numbers = tile(mean(deviations, 1), [size]); // (B)
  const places = rest.slice(0, -1);
  const spread = tile(reshape(numbers, [batch, ...rest.map(() => 1)]), [1, ...places, 1]);
  return concat([x, spread], -1);
}
