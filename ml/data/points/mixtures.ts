import type { Arrays } from '../../arrays';
import { createRandom } from '../../random';
import { makePoints, type PointOptions } from './make';

/** A mixture of round Gaussians of equal weight: what a model of its points should find again. */
export interface Modes {
  /** x and y of each mode, in the order of the classes. */
  readonly centres: readonly (readonly [x: number, y: number])[];
  readonly sigma: number;
}

/** Points with the truth that made them. */
export interface Mixture {
  readonly points: Arrays;
  readonly modes: Modes;
}

export interface MixtureOptions extends PointOptions {
  /** Standard deviation of each mode, each way. */
  readonly sigma?: number;
}

/** Gaussians evenly on a circle, the first at (radius, 0): the ring of 8 of Metz et al. 2017, radius 2, σ 0.1 unless given. */
export function ringOfGaussians({
  modes = 8,
  radius = 2,
  sigma = 0.1,
  ...options
}: MixtureOptions & { readonly modes?: number; readonly radius?: number }): Mixture {
  const centres = Array.from({ length: modes }, (_, mode) => {
    const angle = (2 * Math.PI * mode) / modes;
    return [radius * Math.cos(angle), radius * Math.sin(angle)] as const;
  });
  return drawMixture({ centres, sigma }, options);
}

/** Gaussians on a square grid about the middle, 5 × 5, 2 apart, σ 0.05 unless given (Dumoulin et al. 2017; Srivastava et al. 2017). */
export function gridOfGaussians({
  side = 5,
  spacing = 2,
  sigma = 0.05,
  ...options
}: MixtureOptions & { readonly side?: number; readonly spacing?: number }): Mixture {
  const place = (index: number) => spacing * (index - (side - 1) / 2);
  const centres = Array.from(
    { length: side * side },
    (_, mode) => [place(mode % side), place(Math.floor(mode / side))] as const,
  );
  return drawMixture({ centres, sigma }, options);
}

/** Points of a mixture, labelled by their mode, each mode with the same number of points or one more. */
export function drawMixture(modes: Modes, { count, seed }: PointOptions): Mixture {
  const random = createRandom(seed).split('mixture');
  const points = makePoints(
    count,
    modes.centres.map((_, mode) => `mode ${mode + 1}`),
    random,
    (mode) => {
      const [x, y] = modes.centres[mode] ?? [0, 0];
      return [x + modes.sigma * random.normal(), y + modes.sigma * random.normal()];
    },
  );
  return { points, modes };
}
