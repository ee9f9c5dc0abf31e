import type { Random } from '../random';
import type { SystemName } from './system';

/** Where a run of a system begins, drawn; `reach` widens or narrows what is usual: 1. */
export function drawStart(name: SystemName, bodies: number, reach: number, random: Random): Float64Array {
  const within = (most: number) => most * reach * (2 * random.next() - 1);
  switch (name) {
    case 'pendulum':
      // Up to 115° with little speed: it swings, and does not go over the top.
      return Float64Array.of(within(2), within(1));
    case 'springs':
      return Float64Array.from({ length: 2 * bodies }, () => within(1));
    case 'orbits':
      return bodies === 2 ? ellipse(reach, random) : figureEight(reach, random);
    case 'heat':
      return warmPlaces(bodies, reach, random);
  }
}

/** Two bodies of masses 1 and ½ about their common centre, at one apart and at their nearest, on an ellipse of some eccentricity that is turned at random. */
function ellipse(reach: number, random: Random): Float64Array {
  const eccentricity = Math.min(0.9, 0.3 * reach * random.next());
  const turn = 2 * Math.PI * random.next();
  const total = MASSES.two[0] + MASSES.two[1];
  const speed = Math.sqrt(total * (1 + eccentricity));
  const [x, y] = [Math.cos(turn), Math.sin(turn)];
  const shares = [-MASSES.two[1] / total, MASSES.two[0] / total];
  return Float64Array.from([
    ...shares.flatMap((share) => [share * x, share * y]),
    ...shares.flatMap((share) => [-share * speed * y, share * speed * x]),
  ]);
}

/** Masses of the bodies, unless told otherwise. */
export const MASSES = { two: [1, 0.5], three: [1, 1, 1] } as const;

/** Three equal bodies that follow each other along an eight (Chenciner & Montgomery 2000), a little beside it. */
function figureEight(reach: number, random: Random): Float64Array {
  const [x, y] = [0.97000436, -0.24308753];
  const [vx, vy] = [-0.93240737, -0.86473146];
  const stray = () => 0.01 * reach * random.normal();
  return Float64Array.from(
    [x, y, -x, -y, 0, 0, -vx / 2, -vy / 2, -vx / 2, -vy / 2, vx, vy].map((value) => value + stray()),
  );
}

/** A sum of a few waves that vanish at the ends. */
function warmPlaces(places: number, reach: number, random: Random): Float64Array {
  const waves = Array.from({ length: 5 }, (_, wave) => (reach * random.normal()) / (wave + 1));
  return Float64Array.from({ length: places }, (_, place) =>
    waves.reduce(
      (sum, height, wave) => sum + height * Math.sin(((wave + 1) * Math.PI * (place + 1)) / (places + 1)),
      0,
    ),
  );
}
