/**
 * Numbers at the centres of n × n × n equal cells of the cube from −1 to 1, as `[z, y, x]`, y up: 1 deep inside a solid, 0 far outside, ½ on its surface. Whether
 * a solid is told by which cells it fills or by how far its surface is, what lies above ½ is inside.
 */
export interface Grid {
  readonly side: number;
  /** `side³` numbers. */
  readonly values: Float32Array;
}

/** What lies above is inside. */
export const SURFACE = 0.5;

/** How far from its surface, in the cube's own units: negative inside. */
export type SignedDistance = (x: number, y: number, z: number) => number;

/** Where the centre of a cell lies along an axis. */
export const centreOf = (cell: number, side: number): number => (2 * cell + 1) / side - 1;

/** A signed distance as a number of a grid, cut off at `reach` each way (a truncated signed distance: Curless & Levoy 1996, §3). */
export const levelOf = (distance: number, reach: number): number =>
  Math.min(1, Math.max(0, SURFACE - distance / (2 * reach)));

/** A signed distance at the centres of all cells, cut off at `reach`; without it, whether each centre is inside. */
export function sampleGrid(distance: SignedDistance, side: number, reach?: number): Grid {
  const values = new Float32Array(side ** 3);
  const at = Float64Array.from({ length: side }, (_, cell) => centreOf(cell, side));
  let place = 0;
  for (let z = 0; z < side; z++)
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) {
        const d = distance(at[x] ?? 0, at[y] ?? 0, at[z] ?? 0);
        values[place++] = reach === undefined ? Number(d < 0) : levelOf(d, reach);
      }
  return { side, values };
}

/** The number of a grid at any place in the cube, linear between the centres of cells along each axis; beyond the outermost centres it is theirs. */
export function levelAt({ side, values }: Grid, x: number, y: number, z: number): number {
  const along = (value: number) => {
    const at = Math.min(side - 1, Math.max(0, ((value + 1) * side - 1) / 2));
    const from = Math.min(Math.max(0, side - 2), Math.floor(at));
    return { from, share: at - from };
  };
  const [a, b, c] = [along(x), along(y), along(z)];
  let sum = 0;
  for (let corner = 0; corner < 8; corner++) {
    const [i, j, k] = [corner & 1, (corner >> 1) & 1, corner >> 2];
    const weight = (i ? a.share : 1 - a.share) * (j ? b.share : 1 - b.share) * (k ? c.share : 1 - c.share);
    if (weight > 0) sum += weight * (values[((c.from + k) * side + b.from + j) * side + a.from + i] ?? 0);
  }
  return sum;
}

/** How many of the numbers are NaN or infinite. */
export const countNotFinite = (numbers: Float32Array): number =>
  numbers.reduce((count, number) => count + Number(!Number.isFinite(number)), 0);
