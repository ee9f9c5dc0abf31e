/** What can be made: simple solids, and two that are put together of several. */
export const SOLIDS = ['sphere', 'box', 'cylinder', 'cone', 'torus', 'table', 'mug'] as const;
export type SolidName = (typeof SOLIDS)[number];
export const SIZES = ['small', 'large'] as const;

/** The builds that a solid may have; a sphere has one. */
export const BUILDS: Readonly<Record<SolidName, readonly string[]>> = {
  sphere: [''],
  box: ['tall', 'flat'],
  cylinder: ['tall', 'flat'],
  cone: ['tall', 'flat'],
  torus: ['thick', 'thin'],
  table: ['tall', 'flat'],
  mug: ['tall', 'flat'],
};

/** All that is said of a solid. */
export interface SolidAttributes {
  readonly solid: SolidName;
  readonly size: (typeof SIZES)[number];
  /** One of those in `BUILDS`. */
  readonly build: string;
}

/** What the attributes say in words: “a large tall cylinder”. */
export const captionOf = ({ solid, size, build }: SolidAttributes): string =>
  ['a', size, build, solid].filter((word) => word !== '').join(' ');

/** The attributes that a caption names, or null when it is none of these captions. */
export function attributesOf(caption: string): SolidAttributes | null {
  const words = caption.trim().split(/\s+/);
  const solid = SOLIDS.find((name) => words.includes(name));
  const size = SIZES.find((name) => words.includes(name));
  if (!solid || !size) return null;
  const build = BUILDS[solid].find((name) => name === '' || words.includes(name));
  return build !== undefined && captionOf({ solid, size, build }) === words.join(' ') ? { solid, size, build } : null;
}
