import type { Arrays } from '../../arrays';
import { createRandom, type Random } from '../../random';

/** Images mixed in pairs; `images.labels` are those of the greater part. */
export interface Mixed {
  readonly images: Arrays;
  /** Which image was mixed into each, and how much of the image itself is left, ½ to 1. */
  readonly partners: Int32Array;
  readonly shares: Float32Array;
}

/**
 * mixup (Zhang et al. 2018): each image becomes λ of itself and 1 − λ of another, λ from Beta(α, α), the greater of λ and 1 − λ so that each
 * stays mostly itself. Works on any arrays.
 */
export function mixup(
  images: Arrays,
  { seed, alpha = 0.2 }: { readonly seed: number | string; readonly alpha?: number },
): Mixed {
  const random = createRandom(seed).split('mixup');
  const size = images.shape.reduce((product, length) => product * length, 1);
  const partners = Int32Array.from(random.shuffle(Array.from({ length: images.count }, (_, index) => index)));
  const shares = new Float32Array(images.count);
  const data = new Float32Array(images.data.length);
  for (let index = 0; index < images.count; index++) {
    const drawn = beta(alpha, random);
    const share = Math.max(drawn, 1 - drawn);
    shares[index] = share;
    const other = (partners[index] ?? 0) * size;
    for (let at = 0; at < size; at++)
      data[index * size + at] =
        share * (images.data[index * size + at] ?? 0) + (1 - share) * (images.data[other + at] ?? 0);
  }
  return { images: { ...images, data }, partners, shares };
}

/** Beta(α, α) as one of two gammas' share of their sum, in logarithms, since for a small α both may be too small to be told from 0. */
function beta(alpha: number, random: Random): number {
  if (!(alpha > 0)) return 1;
  const [first, second] = [logGamma(alpha, random), logGamma(alpha, random)];
  return 1 / (1 + Math.exp(second - first));
}

/** The logarithm of a draw from Gamma(shape, 1) (Marsaglia & Tsang 2000; Gamma(a) = Gamma(a + 1) · U^(1/a) below 1). */
function logGamma(shape: number, random: Random): number {
  if (shape < 1) return logGamma(shape + 1, random) + Math.log(1 - random.next()) / shape;
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return Math.log(d * v);
  }
}
