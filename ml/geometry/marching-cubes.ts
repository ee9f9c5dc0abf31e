import { CASES, EDGES } from './cube-cases';
import { type Grid, SURFACE } from './grid';
import type { Mesh } from './mesh';

/** A vertex keeps this share of an edge from its ends, so that no triangle shrinks to a line. */
const MARGIN = 1e-3;

/**
 * The surface at which a grid passes `level`, as a watertight mesh: marching cubes (Lorensen & Cline 1987) with linear interpolation along the edges. What
 * lies outside the cube counts as outside, so a solid that is cut off by it is closed there. A grid that is nowhere above the level gives no face. Numbers that
 * are not finite count as 0.
 */
export function marchingCubes({ side, values }: Grid, level: number = SURFACE): Mesh {
  // One layer of cells all around is outside; the cubes join the centres of cells.
  const wide = side + 2;
  const padded = new Float32Array(wide ** 3);
  // Between one of these and another there would be vertices at no place.
  const finite = values.every(Number.isFinite) ? values : values.map((value) => (Number.isFinite(value) ? value : 0));
  for (let z = 0; z < side; z++)
    for (let y = 0; y < side; y++) {
      const from = (z * side + y) * side;
      padded.set(finite.subarray(from, from + side), ((z + 1) * wide + y + 1) * wide + 1);
    }
  const valueAt = (place: number) => padded[place] ?? 0;
  const corners = Array.from({ length: 8 }, (_, k) => (k & 1) + wide * ((k >> 1) & 1) + wide * wide * (k >> 2));
  const vertices: number[] = [];
  const faces: number[] = [];
  // The vertex on each edge, by the place where the edge begins and its axis.
  const known = new Int32Array(3 * wide ** 3).fill(-1);
  const vertexOn = (place: number, edge: number): number => {
    const [first = 0, second = 0] = EDGES[edge] ?? [];
    const from = place + (corners[first] ?? 0);
    const axis = Math.floor(edge / 4);
    const at = 3 * from + axis;
    const found = known[at] ?? -1;
    if (found >= 0) return found;
    const [a, b] = [valueAt(from), valueAt(place + (corners[second] ?? 0))];
    const share = Math.min(1 - MARGIN, Math.max(MARGIN, (level - a) / (b - a)));
    const cell = [from % wide, Math.floor(from / wide) % wide, Math.floor(from / (wide * wide))];
    for (let k = 0; k < 3; k++) vertices.push((2 * ((cell[k] ?? 0) - 1 + (k === axis ? share : 0)) + 1) / side - 1);
    const made = vertices.length / 3 - 1;
    known[at] = made;
    return made;
  };
  for (let z = 0; z + 1 < wide; z++)
    for (let y = 0; y + 1 < wide; y++)
      for (let x = 0; x + 1 < wide; x++) {
        const place = (z * wide + y) * wide + x;
        let inside = 0;
        for (let k = 0; k < 8; k++) if (valueAt(place + (corners[k] ?? 0)) > level) inside |= 1 << k;
        for (const edge of CASES[inside] ?? []) faces.push(vertexOn(place, edge));
      }
  return { vertices: Float32Array.from(vertices), faces: Uint32Array.from(faces) };
}
