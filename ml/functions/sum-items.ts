import { reshape, sum, type Tensor } from '../tf';

/** Sums all numbers of each item: `[B, ...]` gives `[B]`. */
export const sumItems = (x: Tensor): Tensor => sum(reshape(x, [x.shape[0] ?? 1, -1]), 1);
