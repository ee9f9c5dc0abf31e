/**
 * How the surface passes a cube, for each of the 256 ways in which its corners can be inside or outside (Lorensen & Cline 1987). The cases are not written
 * down but walked: on each face of the cube every run of corners that are inside is cut off from those outside, which depends on that face alone, so two
 * cubes always agree on the face between them and no hole opens (the ambiguity that Dürst 1988 found in the original table).
 */

/** Corner k lies at x = bit 0, y = bit 1, z = bit 2 of k. An edge joins two that differ in one bit. */
export const EDGES: readonly (readonly [from: number, to: number])[] = [0, 1, 2].flatMap((axis) =>
  Array.from({ length: 8 }, (_, corner) => corner)
    .filter((corner) => (corner & (1 << axis)) === 0)
    .map((corner) => [corner, corner | (1 << axis)] as const),
);

/** The corners of each face, counter-clockwise as seen from outside the cube. */
const FACES: readonly (readonly number[])[] = [
  [0, 4, 6, 2],
  [1, 3, 7, 5],
  [0, 1, 5, 4],
  [2, 6, 7, 3],
  [0, 2, 3, 1],
  [4, 5, 7, 6],
];

const edgeBetween = (a: number, b: number): number =>
  EDGES.findIndex(([from, to]) => (from === a && to === b) || (from === b && to === a));

/** Of each case (bit k: corner k is inside) the triangles, as edges three by three, seen counter-clockwise from outside the solid. */
export const CASES: readonly (readonly number[])[] = Array.from({ length: 256 }, (_, inside) => trianglesOf(inside));

function trianglesOf(inside: number): number[] {
  const isIn = (corner: number) => ((inside >> corner) & 1) === 1;
  const next = new Map<number, number>();
  for (const face of FACES)
    for (const [place, corner] of face.entries()) {
      const after = (steps: number) => face[(place + steps) % 4] ?? 0;
      // A run of corners inside begins at the corner after this one …
      if (isIn(corner) || !isIn(after(1))) continue;
      let last = 1;
      while (isIn(after(last + 1))) last += 1;
      // … and is cut off by a line from the edge where it begins to the edge where it ends.
      next.set(edgeBetween(corner, after(1)), edgeBetween(after(last), after(last + 1)));
    }
  const triangles: number[] = [];
  while (next.size > 0) {
    const loop: number[] = [];
    let edge = next.keys().next().value;
    while (edge !== undefined && next.has(edge)) {
      loop.push(edge);
      const to = next.get(edge);
      next.delete(edge);
      edge = to;
    }
    for (let at = 1; at + 1 < loop.length; at++) triangles.push(loop[0] ?? 0, loop[at] ?? 0, loop[at + 1] ?? 0);
  }
  return triangles;
}
