/** How frames are turned or mirrored to be shown: the upper left of the matrix of a track, each −1, 0 or 1, so that (x, y) comes to (a x + c y, b x + d y). */
export type Turn = readonly [a: number, b: number, c: number, d: number];

/**
 * The turn that the matrix of an MP4 track asks for, nine numbers of which the first columns are 16.16 (ISO 14496-12, section 6.2.2): phones store what is filmed upright
 * lying, with a quarter turn. Null where frames are shown as they are, or the matrix is none of quarter turns and mirrors.
 */
export function turnOf(matrix: ArrayLike<number>): Turn | null {
  const [a = 1, b = 0, c = 0, d = 1] = [0, 1, 3, 4].map((place) => Math.round((matrix[place] ?? 0) / 65_536));
  const turn: Turn = [a, b, c, d];
  const straight = turn.every((value) => Math.abs(value) <= 1) && a * c === 0 && b * d === 0 && a * d - b * c !== 0;
  return straight && !(a === 1 && d === 1) ? turn : null;
}

/** The size of a frame of so many pixels when it is turned, and where to draw it, as a canvas has it. */
export function placedBy([a, b, c, d]: Turn, width: number, height: number) {
  const across = a * width + c * height;
  const down = b * width + d * height;
  return {
    width: Math.abs(across),
    height: Math.abs(down),
    transform: [a, b, c, d, across < 0 ? -across : 0, down < 0 ? -down : 0] as const,
  };
}
