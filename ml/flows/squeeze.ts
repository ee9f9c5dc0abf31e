import { concat, reshape, type Tensor, transpose } from '../tf';
import { splitAt } from './coupling';

/** Puts each square of 2 × 2 places on top of each other: `[B, H, W, C]` gives `[B, H/2, W/2, 4C]` (Dinh et al. 2017, section 3.6). Volume stays. */
export function squeeze(x: Tensor): Tensor {
  const [batch = 1, height = 0, width = 0, channels = 0] = x.shape;
  if (x.rank !== 4 || height % 2 || width % 2)
    throw new RangeError(`${height} × ${width} places make no squares of 2 × 2.`);
  const squares = transpose(reshape(x, [batch, height / 2, 2, width / 2, 2, channels]), [0, 1, 3, 2, 4, 5]);
  return reshape(squares, [batch, height / 2, width / 2, 4 * channels]);
}

/** Undoes `squeeze`. */
export function unsqueeze(y: Tensor): Tensor {
  const [batch = 1, height = 0, width = 0, channels = 0] = y.shape;
  const squares = transpose(reshape(y, [batch, height, width, 2, 2, channels / 4]), [0, 1, 3, 2, 4, 5]);
  return reshape(squares, [batch, height * 2, width * 2, channels / 4]);
}

/** Half of the channels go on through the flow, and half to the base distribution as they are (Dinh et al. 2017, section 3.6). */
export function factorOut(x: Tensor): { on: Tensor; out: Tensor } {
  const [on, out] = splitAt(x, Math.ceil((x.shape.at(-1) ?? 0) / 2));
  return { on, out };
}

/** Undoes `factorOut`. */
export const factorIn = (on: Tensor, out: Tensor): Tensor => concat([on, out], -1);
