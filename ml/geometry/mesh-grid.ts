import { type Grid, levelOf } from './grid';
import { insideOf } from './inside';
import { eachFace, type Mesh } from './mesh';
import { squaredToTriangle } from './triangle';

/**
 * A mesh in the cube from −1 to 1 as a grid. With `reach`, the distance to the surface is told as far as that, exactly, to the nearest triangle; without it only
 * which cells have their centre inside.
 */
export function gridOf(mesh: Mesh, side: number, reach?: number): Grid {
  const values = insideOf(mesh, side);
  if (reach === undefined) return { side, values };
  const squared = squaredWithin(mesh, side, reach);
  for (let at = 0; at < values.length; at++) {
    const distance = Math.sqrt(squared[at] ?? 0);
    values[at] = levelOf(values[at] === 1 ? -distance : distance, reach);
  }
  return { side, values };
}

/** The squared distance of each cell's centre to the surface where it is nearer than `reach`, else infinite: each triangle is asked only about cells that are so near. */
function squaredWithin(mesh: Mesh, side: number, reach: number): Float32Array {
  // Not `reach²`: in 32 bits that may be a little less, and what is far would count as near.
  const squared = new Float32Array(side ** 3).fill(Infinity);
  const farthest = reach * reach;
  const first = (low: number) => Math.max(0, Math.ceil(((low - reach + 1) * side - 1) / 2));
  const last = (high: number) => Math.min(side - 1, Math.floor(((high + reach + 1) * side - 1) / 2));
  const cell = 2 / side;
  const begin = 1 / side - 1;
  eachFace(mesh, (ax, ay, az, bx, by, bz, cx, cy, cz) => {
    const [ux, uy, uz, vx, vy, vz] = [bx - ax, by - ay, bz - az, cx - ax, cy - ay, cz - az];
    const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    const steep = nx * nx + ny * ny + nz * nz;
    const [x0, x1] = [first(Math.min(ax, bx, cx)), last(Math.max(ax, bx, cx))];
    const [y0, y1] = [first(Math.min(ay, by, cy)), last(Math.max(ay, by, cy))];
    const [z0, z1] = [first(Math.min(az, bz, cz)), last(Math.max(az, bz, cz))];
    for (let z = z0; z <= z1; z++)
      for (let y = y0; y <= y1; y++) {
        const [py, pz] = [begin + cell * y, begin + cell * z];
        for (let x = x0; x <= x1; x++) {
          const at = (z * side + y) * side + x;
          const px = begin + cell * x;
          // A triangle is no nearer than its plane: most cells already know one that is.
          const above = nx * (px - ax) + ny * (py - ay) + nz * (pz - az);
          const known = Math.min(farthest, squared[at] ?? 0);
          if (above * above >= known * steep && steep > 0) continue;
          const near = squaredToTriangle(px, py, pz, ax, ay, az, bx, by, bz, cx, cy, cz);
          if (near < known) squared[at] = near;
        }
      }
  });
  return squared;
}
