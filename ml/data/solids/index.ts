import type { SignedDistance } from '../../geometry/grid';
import type { Mesh } from '../../geometry/mesh';
import { ball, block, cut, moved, ringAbout, rod, spike, stood, turned, union } from '../../geometry/solids';
import { surfaceOf } from '../../geometry/surface-of';
import { createRandom, type Random } from '../../random';
import { BUILDS, captionOf, SIZES, SOLIDS, type SolidAttributes, type SolidName } from './caption';

export { attributesOf, BUILDS, captionOf, SIZES, SOLIDS, type SolidAttributes, type SolidName } from './caption';

export interface SolidOptions {
  readonly count: number;
  readonly seed: number | string;
  /** Those that are made, each as often. */
  readonly solids?: readonly SolidName[];
  /** Cells each way of the grid that the surface is found on: more give finer triangles. */
  readonly detail?: number;
  /** Whether each is turned about the vertical axis by chance. */
  readonly turned?: boolean;
  /** Awaited now and then, so that a worker hears that it should stop. */
  readonly breathe?: () => Promise<void>;
}

/** A solid with what is said of it. */
export interface MadeSolid extends SolidAttributes {
  readonly distance: SignedDistance;
}

/** Solids of random proportions within the cube from −1 to 1, y up, as meshes with attributes and captions. Solid i is the same however many are asked for. */
export async function makeSolids({
  count,
  seed,
  solids = SOLIDS,
  detail = 28,
  turned: anyTurn = false,
  breathe,
}: SolidOptions): Promise<{
  readonly meshes: readonly Mesh[];
  readonly attributes: readonly SolidAttributes[];
  readonly captions: readonly string[];
}> {
  const random = createRandom(seed).split('solids');
  const meshes: Mesh[] = [];
  const attributes: SolidAttributes[] = [];
  for (let index = 0; index < count; index++) {
    await breathe?.();
    const own = random.split(`solid ${index}`);
    const one = chooseSolid(own, solids);
    const { distance, ...said } = makeSolid(one, own, anyTurn);
    meshes.push(surfaceOf(distance, detail));
    attributes.push(said);
  }
  return { meshes, attributes, captions: attributes.map(captionOf) };
}

export function chooseSolid(random: Random, solids: readonly SolidName[] = SOLIDS): SolidAttributes {
  const one = <T>(choices: readonly T[], or: T): T => choices[random.int(choices.length)] ?? or;
  const solid = one(solids, 'sphere');
  return { solid, size: one(SIZES, 'large'), build: one(BUILDS[solid], '') };
}

/** Half the longest side, before chance changes it by a little. */
const REACH = { small: 0.55, large: 0.88 } as const;

/** A solid that has these attributes; everything else about it is drawn by chance. */
export function makeSolid(said: SolidAttributes, random: Random, anyTurn = false): MadeSolid {
  const reach = REACH[said.size] * near(1, 0.07, random);
  const shape = SHAPES[said.solid](said.build, reach, random);
  return { ...said, distance: anyTurn ? turned(shape, 2 * Math.PI * random.next()) : shape };
}

/** A number about another, by so much of it each way. */
const near = (middle: number, by: number, random: Random): number => middle * (1 + by * (2 * random.next() - 1));

type Shape = (build: string, reach: number, random: Random) => SignedDistance;

/** Walls, legs and tops are never thinner than this, so that a coarse grid still has them. */
const THIN = 0.085;

const SHAPES: Readonly<Record<SolidName, Shape>> = {
  sphere: (_build, reach) => ball(reach),
  box: (build, reach, random) => {
    const [wide, deep] = [near(0.5, 0.15, random), near(0.5, 0.15, random)];
    return build === 'tall'
      ? block(wide * reach, reach, deep * reach)
      : block(near(0.93, 0.07, random) * reach, near(0.38, 0.15, random) * reach, near(0.93, 0.07, random) * reach);
  },
  cylinder: (build, reach, random) =>
    build === 'tall'
      ? rod(near(0.45, 0.15, random) * reach, reach)
      : rod(near(0.95, 0.05, random) * reach, near(0.36, 0.15, random) * reach),
  cone: (build, reach, random) =>
    build === 'tall'
      ? spike(near(0.58, 0.12, random) * reach, reach)
      : spike(near(0.97, 0.03, random) * reach, near(0.48, 0.12, random) * reach),
  torus: (build, reach, random) => {
    const tube = reach * near(build === 'thick' ? 0.34 : 0.2, 0.1, random);
    return ringAbout(reach - tube, tube);
  },
  table: (build, reach, random) => {
    const [wide, high] =
      build === 'tall' ? [near(0.72, 0.1, random), 1] : [near(0.97, 0.03, random), near(0.55, 0.1, random)];
    const [halfWide, halfHigh] = [wide * reach, high * reach];
    const top = Math.max(THIN, 0.11 * reach);
    const leg = Math.max(THIN, near(0.14, 0.15, random) * reach);
    const legs = [-1, 1].flatMap((x) =>
      [-1, 1].map((z) => moved(block(leg, halfHigh - top, leg), x * (halfWide - leg), -top, z * (halfWide - leg))),
    );
    return union(moved(block(halfWide, top, halfWide), 0, halfHigh - top, 0), ...legs);
  },
  mug: (build, reach, random) => {
    const [wide, high] =
      build === 'tall' ? [near(0.58, 0.08, random), 1] : [near(0.7, 0.06, random), near(0.55, 0.1, random)];
    const [radius, half] = [wide * reach, high * reach];
    const wall = Math.max(0.14, 0.2 * radius);
    const inner = moved(rod(radius - wall, half), 0, 2 * wall, 0);
    const handle = stood(ringAbout(0.55 * half, Math.max(0.8 * THIN, 0.14 * half)));
    // The handle stands to the right, and is cut off where the mug is hollow.
    const outside = cut(moved(handle, radius, 0, 0), rod(radius - wall / 2, 2));
    return moved(union(cut(rod(radius, half), inner), outside), -0.25 * half, 0, 0);
  },
};
