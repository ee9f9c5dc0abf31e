import { add, mean, neg, relu, type Scalar, softplus, square, sub, type Tensor } from '../tf';

/** What each player minimises, from the critic's raw scores (logits, no sigmoid), of any shape; means over all of them. */
export interface GanLoss {
  readonly critic: (real: Tensor, fake: Tensor) => Scalar;
  readonly generator: (fake: Tensor) => Scalar;
  /** The least that a critic can come to where made and real items are the same: what it falls below this tells them apart. */
  readonly undecided: number;
}

/** `1 − sigmoid(s)` is `sigmoid(−s)`, so the logarithms of both are softplus, exact for any score. */
const nonSaturating: GanLoss = {
  critic: (real, fake) => add(mean(softplus(neg(real))), mean(softplus(fake))).asScalar(),
  generator: (fake) => mean(softplus(neg(fake))),
  undecided: 2 * Math.log(2),
};

const leastSquares: GanLoss = {
  critic: (real, fake) =>
    add(mean(square(sub(real, 1))), mean(square(fake)))
      .mul(0.5)
      .asScalar(),
  generator: (fake) =>
    mean(square(sub(fake, 1)))
      .mul(0.5)
      .asScalar(),
  undecided: 0.25,
};

const hinge: GanLoss = {
  critic: (real, fake) => add(mean(relu(sub(1, real))), mean(relu(add(1, fake)))).asScalar(),
  generator: (fake) => neg(mean(fake)).asScalar(),
  undecided: 2,
};

const wasserstein: GanLoss = {
  critic: (real, fake) => sub(mean(fake), mean(real)).asScalar(),
  generator: (fake) => neg(mean(fake)).asScalar(),
  undecided: 0,
};

/**
 * The games by name: the original's with the non-saturating generator (Goodfellow et al. 2014, section 3), least squares (Mao et al. 2017, eq. 9: 0, 1
 * and 1), hinge (Lim & Ye 2017; Miyato et al. 2018, eq. 16 – 17), and Wasserstein (Arjovsky et al. 2017, eq. 3), whose critic must be kept from
 * growing steep: by clipped weights, a gradient penalty or spectral normalisation.
 */
export const ganLosses = {
  'non-saturating': nonSaturating,
  'least-squares': leastSquares,
  hinge,
  wasserstein,
} as const;

export type GanLossName = keyof typeof ganLosses;
