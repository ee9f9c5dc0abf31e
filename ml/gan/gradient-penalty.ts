import { uniformNoise } from '../functions/noise';
import { sumItems } from '../functions/sum-items';
import type { Random } from '../random';
import { add, mean, mul, type Scalar, sqrt, square, sub, sum, type Tensor } from '../tf';
import { valueAndGradients } from '../training/backward';

/** Scores items: `[B, ...]` gives `[B]` or `[B, ...]`; the score of one item must not depend on the others of its batch. */
export type Critic = (x: Tensor) => Tensor;

// Both penalties differentiate a gradient, within the loss that a trainer gives `valueAndGradients`; TF.js's own `grad` will not do around them. A critic
// may be made of linear layers, matrix products, convolutions (plain and transposed), arithmetic, powers and roots, ReLU, leaky ReLU, softplus,
// tanh, sigmoid, softmax, SiLU, GELU, SwiGLU, layer, RMS and group norm, clipping, means, sums and maxima over axes, and whatever only moves numbers. It may
// not contain depthwise convolutions, pooling by TF.js's ops (a stride or a mean over a reshape does instead), ELU, resizing or fused attention: those throw. Nor what makes a batch
// one item, batch normalisation and minibatch deviation: those go through, and the penalty is no longer that of the paper (Gulrajani et al., section 4). The GAN trainer refuses batch norm under it.

/**
 * WGAN-GP's penalty, `mean (‖∇D(x̂)‖₂ − target)²`, at points between real and made items, each at a place of its own (Gulrajani et al. 2017, eq. 3); the
 * authors weigh it by 10. `real` and `fake` of one shape, `[B, ...]`.
 */
export function gradientPenalty(critic: Critic, real: Tensor, fake: Tensor, random: Random, target = 1): Scalar {
  const place = uniformNoise(random, [real.shape[0] ?? 1, ...real.shape.slice(1).map(() => 1)]);
  const between = add(real, mul(place, sub(fake, real)));
  return mean(square(sub(gradientNorms(critic, between), target)));
}

/** R1, `½ mean ‖∇D(x)‖²` at real items (Mescheder et al. 2018, eq. 9); weigh it by γ, for instance 10. */
export function r1Penalty(critic: Critic, real: Tensor): Scalar {
  return mul(0.5, mean(squaredNorms(critic, real))).asScalar();
}

/** The length of the critic's gradient at each item, `[B]`; at a length of 0 it has the slope 0 instead of none. */
export const gradientNorms = (critic: Critic, x: Tensor): Tensor => sqrt(add(squaredNorms(critic, x), 1e-12));

function squaredNorms(critic: Critic, x: Tensor): Tensor {
  const { gradients } = valueAndGradients(() => sum(critic(x)).asScalar(), [x]);
  const [gradient] = gradients;
  if (!gradient) throw new TypeError('The critic’s score does not depend on what it is given.');
  return sumItems(square(gradient));
}
