import { type SignedDistance, sampleGrid } from './grid';
import { marchingCubes } from './marching-cubes';
import type { Mesh } from './mesh';

/** How far apart points are whose distances tell the slope. */
const STEP = 1e-3;

/** The surface of a signed distance within the cube from −1 to 1: marching cubes over `side` cells each way, and each vertex then moved along the slope onto the surface. */
export function surfaceOf(distance: SignedDistance, side: number): Mesh {
  const cell = 2 / side;
  const { vertices, faces } = marchingCubes(sampleGrid(distance, side, 2 * cell));
  for (let at = 0; at < vertices.length; at += 3) {
    const [x, y, z] = [vertices[at] ?? 0, vertices[at + 1] ?? 0, vertices[at + 2] ?? 0];
    const d = distance(x, y, z);
    const slope = [
      (distance(x + STEP, y, z) - d) / STEP,
      (distance(x, y + STEP, z) - d) / STEP,
      (distance(x, y, z + STEP) - d) / STEP,
    ];
    const steep = slope.reduce((sum, part) => sum + part * part, 0);
    // Near a crease slopes of both sides mix: no vertex leaves its cell.
    const by = Math.max(-cell / 3, Math.min(cell / 3, d)) / Math.max(0.25, steep);
    for (let axis = 0; axis < 3; axis++) vertices[at + axis] = (vertices[at + axis] ?? 0) - by * (slope[axis] ?? 0);
  }
  return { vertices, faces };
}
