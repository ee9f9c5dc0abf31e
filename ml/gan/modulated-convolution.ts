import { add, conv2d, matMul, mul, reshape, rsqrt, square, sum, type Tensor, type Tensor4D } from '../tf';

/**
 * A convolution whose filter is each image's own: every input channel is weighed by its style, and every output brought back to the deviation that it would
 * have (Karras et al. 2020, eq. 1 and 3). `x [B, H, W, in]`, `filter [taps, taps, in, out]`, `style [B, in]`. The images are weighed instead of the filter,
 * and what comes out is divided, which is the same and needs one filter only (its eq. 2 for deviations, appendix B for the grouped form).
 */
export function modulatedConvolution(x: Tensor, filter: Tensor, style: Tensor, demodulate = true): Tensor {
  const found = conv2d(mul(x, everyPixel(style)) as Tensor4D, filter as Tensor4D, 1, 'same');
  if (!demodulate) return found;
  const squares = matMul(square(style), sum(square(filter), [0, 1])); // (B, in) (in, out)
  return mul(found, everyPixel(rsqrt(add(squares, 1e-8))));
}

/** `[B, C]` as `[B, 1, 1, C]`. */
const everyPixel = (values: Tensor): Tensor => reshape(values, [values.shape[0] ?? 0, 1, 1, -1]);
