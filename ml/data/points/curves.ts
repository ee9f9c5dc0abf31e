import type { Arrays } from '../../arrays';
import { createRandom } from '../../random';
import { makePoints, type PointOptions } from './make';

export interface NoisyOptions extends PointOptions {
  /** Standard deviation of what is added to each coordinate. */
  readonly noise?: number;
}

/** Two half circles that reach into each other, about the middle; radius 1 (scikit-learn’s `make_moons`, moved by (−½, −¼)). */
export function twoMoons({ count, seed, noise = 0.08 }: NoisyOptions): Arrays {
  const random = createRandom(seed).split('two moons');
  return makePoints(count, ['upper', 'lower'], random, (moon) => {
    const angle = Math.PI * random.next();
    const [x, y] = moon === 0 ? [Math.cos(angle), Math.sin(angle)] : [1 - Math.cos(angle), 0.5 - Math.sin(angle)];
    return [x - 0.5 + noise * random.normal(), y - 0.25 + noise * random.normal()];
  });
}

/** The Swiss roll seen from its end: t (cos t, sin t) / 5 for t from 1.5 π to 4.5 π, radius up to 2.8 (Marsland 2009, in two dimensions). */
export function swissRoll({ count, seed, noise = 0.05 }: NoisyOptions): Arrays {
  const random = createRandom(seed).split('swiss roll');
  return makePoints(count, null, random, () => {
    const t = 1.5 * Math.PI * (1 + 2 * random.next());
    return [(t * Math.cos(t)) / 5 + noise * random.normal(), (t * Math.sin(t)) / 5 + noise * random.normal()];
  });
}

/** Even density on the dark squares of a board from −2 to 2 each way (Grathwohl et al. 2019); the square at the bottom left is dark. */
export function checkerboard({ count, seed, squares = 4 }: PointOptions & { readonly squares?: number }): Arrays {
  const random = createRandom(seed).split('checkerboard');
  const dark = Array.from({ length: squares * squares }, (_, square) => square).filter(
    (square) => ((square % squares) + Math.floor(square / squares)) % 2 === 0,
  );
  return makePoints(count, null, random, () => {
    const square = dark[random.int(dark.length)] ?? 0;
    const place = (index: number) => (4 * (index + random.next())) / squares - 2;
    return [place(square % squares), place(Math.floor(square / squares))];
  });
}

/** Stretched Gaussians in a ring, each turned further the further out it is (Johnson et al. 2016, as in FFJORD’s toy data). */
export function pinwheel({
  count,
  seed,
  blades = 5,
  radial = 0.3,
  tangential = 0.1,
  rate = 0.25,
}: PointOptions & {
  readonly blades?: number;
  /** Standard deviation along a blade, and across it. */
  readonly radial?: number;
  readonly tangential?: number;
  /** How fast the turn grows with the radius. */
  readonly rate?: number;
}): Arrays {
  const random = createRandom(seed).split('pinwheel');
  return makePoints(count, named('blade', blades), random, (blade) => {
    const along = 1 + radial * random.normal();
    const across = tangential * random.normal();
    const angle = (2 * Math.PI * blade) / blades + rate * Math.exp(along);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    return [2 * (cos * along - sin * across), 2 * (sin * along + cos * across)];
  });
}

/** Circles about the middle, evenly spaced up to a radius of 2, each with as many points. */
export function rings({
  count,
  seed,
  rings: circles = 3,
  noise = 0.06,
}: NoisyOptions & { readonly rings?: number }): Arrays {
  const random = createRandom(seed).split('rings');
  return makePoints(count, named('ring', circles), random, (ring) => {
    const radius = (2 * (ring + 1)) / circles;
    const angle = 2 * Math.PI * random.next();
    return [radius * Math.cos(angle) + noise * random.normal(), radius * Math.sin(angle) + noise * random.normal()];
  });
}

/** Arms that wind outwards to a radius of 2, evenly dense along their length (Archimedean spirals; 2 arms of 1½ turns unless given). */
export function spiral({
  count,
  seed,
  arms = 2,
  turns = 1.5,
  noise = 0.05,
}: NoisyOptions & { readonly arms?: number; readonly turns?: number }): Arrays {
  const random = createRandom(seed).split('spiral');
  return makePoints(count, named('arm', arms), random, (arm) => {
    // The length of a spiral grows as the square of its angle; a square root undoes that.
    const t = Math.sqrt(random.next());
    const angle = 2 * Math.PI * (turns * t + arm / arms);
    return [2 * t * Math.cos(angle) + noise * random.normal(), 2 * t * Math.sin(angle) + noise * random.normal()];
  });
}

const named = (what: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${what} ${index + 1}`);
