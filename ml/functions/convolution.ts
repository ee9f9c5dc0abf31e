import { add, conv2d, type Tensor, type Tensor4D } from '../tf';

/**
 * Convolution with a bias, the edges filled with zeros: `x [B, H, W, in]`, `filter [taps, taps, in, out]`, `bias [out]` to
 * `[B, H / stride, W / stride, out]`, rounded up. Of ops that TF.js differentiates as often as is wanted, as critics under a gradient penalty need.
 */
export const convolve = (x: Tensor, filter: Tensor, bias: Tensor, stride: number): Tensor =>
  add(conv2d(x as Tensor4D, filter as Tensor4D, stride, 'same'), bias);
