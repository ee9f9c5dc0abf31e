import type { Random } from '../random';
import { faceAreas, type Mesh } from './mesh';

/**
 * Points spread evenly over a surface, x, y and z in turn: a face by its share of the area, then a place on it by the square root of a uniform number (Osada et al.
 * 2002, eq. 1). @throws RangeError for a mesh without area
 */
export function sampleSurface(mesh: Mesh, count: number, random: Random): Float32Array {
  const upTo = faceAreas(mesh);
  for (let face = 1; face < upTo.length; face++) upTo[face] = (upTo[face] ?? 0) + (upTo[face - 1] ?? 0);
  const total = upTo.at(-1) ?? 0;
  if (!(total > 0) || !Number.isFinite(total))
    throw new RangeError('A mesh without area has no surface to put points on.');
  const points = new Float32Array(3 * count);
  const { vertices, faces } = mesh;
  for (let point = 0; point < count; point++) {
    const face = firstAbove(upTo, total * random.next());
    const root = Math.sqrt(random.next());
    const along = random.next();
    const weights = [1 - root, root * (1 - along), root * along];
    for (let corner = 0; corner < 3; corner++) {
      const from = 3 * (faces[3 * face + corner] ?? 0);
      for (let axis = 0; axis < 3; axis++)
        points[3 * point + axis] =
          (points[3 * point + axis] ?? 0) + (weights[corner] ?? 0) * (vertices[from + axis] ?? 0);
    }
  }
  return points;
}

/** The first place at which rising numbers exceed a value. */
function firstAbove(rising: Float64Array, value: number): number {
  let [low, high] = [0, rising.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rising[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}
