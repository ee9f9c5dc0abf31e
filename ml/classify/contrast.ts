import { div, matMul, mul, norm, type Tensor } from '../tf';

/**
 * How well each image goes with each text, where both are told in one space: the cosine of the angle between them, times `exp(logitScale)`, as CLIP was
 * trained to have it (Radford et al. 2021, figure 3). `images [N, width]`, `texts [M, width]`, to `[N, M]`; a softmax along a row tells which text it is.
 */
export const imageTextLogits = (images: Tensor, texts: Tensor, logitScale: number): Tensor =>
  mul(cosines(images, texts), Math.exp(logitScale));

/** The cosine of the angle between each of some rows and each of others: `[N, width]` and `[M, width]` to `[N, M]`. Differentiable. */
export const cosines = (rows: Tensor, others: Tensor): Tensor => matMul(unit(rows), unit(others), false, true);

/** Rows brought to length 1. */
export const unit = (rows: Tensor): Tensor => div(rows, norm(rows, 2, -1, true));
