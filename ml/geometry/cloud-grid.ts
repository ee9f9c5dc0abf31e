import { centreOf, type Grid, levelOf } from './grid';

/** How far apart the points of a cloud are: the mean distance to the nearest other, of a thousand points at most. */
export function spacingOf(cloud: Float32Array): number {
  const count = Math.min(1_000, cloud.length / 3);
  let sum = 0;
  for (let point = 0; point < count; point++) {
    const [x, y, z] = [cloud[3 * point] ?? 0, cloud[3 * point + 1] ?? 0, cloud[3 * point + 2] ?? 0];
    let least = Infinity;
    for (let at = 0; at < cloud.length; at += 3) {
      const [dx, dy, dz] = [(cloud[at] ?? 0) - x, (cloud[at + 1] ?? 0) - y, (cloud[at + 2] ?? 0) - z];
      const squared = dx * dx + dy * dy + dz * dz;
      if (squared < least && at !== 3 * point) least = squared;
    }
    sum += Math.sqrt(least);
  }
  return count < 2 ? 0 : sum / count;
}

/**
 * The solid that points on its surface shut in, `x, y, z` of each in turn within the cube from −1 to 1, as a grid of distances cut off at `reach`. What is at most
 * `radius` from a point is skin; what the skin keeps apart from the outside is inside, which closes gaps of twice that (a morphological closing, Serra 1982, with its
 * hollows filled; much like an alpha shape, Edelsbrunner & Mücke 1994). Away from the skin the distance is that to the nearest point. Within it the surface stands
 * where both sides agree: of all numbers that change no faster than distances do, halfway between the least and the greatest (McShane 1934).
 */
export async function gridOfCloud(
  cloud: Float32Array,
  { side, radius, reach }: { readonly side: number; readonly radius: number; readonly reach: number },
  breathe: () => Promise<void> = async () => {},
): Promise<Grid> {
  // Skin may lie at the wall of the cube; what is outside must still go around it.
  const margin = Math.ceil((radius * side) / 2) + 1;
  const wide = side + 2 * margin;
  const cell = 2 / side;
  const nearest = nearestWithin(cloud, { side, margin, far: Math.max(radius, reach) + cell });
  const outside = floodedFrom(nearest, wide, radius);
  const values = new Float32Array(side ** 3);
  const sides: Sides = { nearest, outside, wide, cell, radius };
  for (let z = 0; z < side; z++) {
    await breathe();
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) {
        const at = ((z + margin) * wide + y + margin) * wide + x + margin;
        const distance = nearest[at] ?? 0;
        const signed = outside[at] ? distance : distance > radius ? -distance : betweenSides(at, sides);
        values[(z * side + y) * side + x] = levelOf(signed, reach);
      }
  }
  return { side, values };
}

/** The distance of each cell to the nearest point, cut off at `far`, with so many cells around the cube. */
function nearestWithin(
  cloud: Float32Array,
  { side, margin, far }: { readonly side: number; readonly margin: number; readonly far: number },
): Float32Array {
  const wide = side + 2 * margin;
  const squared = new Float32Array(wide ** 3).fill(far * far);
  const cellAt = (value: number) => ((value + 1) * side - 1) / 2 + margin;
  const reach = (far * side) / 2;
  const [first, last] = [
    (value: number) => Math.max(0, Math.ceil(cellAt(value) - reach)),
    (value: number) => Math.min(wide - 1, Math.floor(cellAt(value) + reach)),
  ];
  for (let point = 0; point < cloud.length; point += 3) {
    const [px, py, pz] = [cloud[point] ?? 0, cloud[point + 1] ?? 0, cloud[point + 2] ?? 0];
    for (let z = first(pz); z <= last(pz); z++)
      for (let y = first(py); y <= last(py); y++)
        for (let x = first(px); x <= last(px); x++) {
          const [dx, dy, dz] = [x, y, z].map((at, axis) => centreOf(at - margin, side) - ([px, py, pz][axis] ?? 0));
          const found = (dx ?? 0) ** 2 + (dy ?? 0) ** 2 + (dz ?? 0) ** 2;
          const at = (z * wide + y) * wide + x;
          if (found < (squared[at] ?? 0)) squared[at] = found;
        }
  }
  return squared.map(Math.sqrt);
}

/** Which cells can be reached from the walls without touching the skin. */
function floodedFrom(nearest: Float32Array, wide: number, radius: number): Uint8Array {
  const outside = new Uint8Array(wide ** 3);
  const last = wide - 1;
  const open: number[] = [];
  for (const at of nearest.keys()) {
    const place = [at % wide, Math.floor(at / wide) % wide, Math.floor(at / wide ** 2)];
    if ((nearest[at] ?? 0) <= radius || !place.some((one) => one === 0 || one === last)) continue;
    outside[at] = 1;
    open.push(at);
  }
  while (open.length > 0) {
    const at = open.pop() ?? 0;
    const [x = 0, y = 0, z = 0] = [at % wide, Math.floor(at / wide) % wide, Math.floor(at / wide ** 2)];
    const visit = (next: number) => {
      if (outside[next] || (nearest[next] ?? 0) <= radius) return;
      outside[next] = 1;
      open.push(next);
    };
    if (x > 0) visit(at - 1);
    if (x < wide - 1) visit(at + 1);
    if (y > 0) visit(at - wide);
    if (y < wide - 1) visit(at + wide);
    if (z > 0) visit(at - wide * wide);
    if (z < wide - 1) visit(at + wide * wide);
  }
  return outside;
}

/** What lies around a skin: how far each cell is from the nearest point, and which are outside. */
interface Sides {
  readonly nearest: Float32Array;
  readonly outside: Uint8Array;
  readonly wide: number;
  /** How wide a cell is. */
  readonly cell: number;
  readonly radius: number;
}

/** The signed distance of a cell in the skin, from what is known on either side of it; where nothing is shut in, from the outside alone. */
function betweenSides(at: number, { nearest, outside, wide, cell, radius }: Sides): number {
  const [x, y, z] = [at % wide, Math.floor(at / wide) % wide, Math.floor(at / wide ** 2)];
  const within = Math.ceil((2 * radius) / cell) + 1;
  const from = (here: number) => Math.max(0, here - within);
  const to = (here: number) => Math.min(wide - 1, here + within);
  let [least, greatest] = [-Infinity, Infinity];
  for (let k = from(z); k <= to(z); k++)
    for (let j = from(y); j <= to(y); j++)
      for (let i = from(x); i <= to(x); i++) {
        const other = (k * wide + j) * wide + i;
        const distance = nearest[other] ?? 0;
        if (distance <= radius) continue;
        const apart = cell * Math.sqrt((i - x) ** 2 + (j - y) ** 2 + (k - z) ** 2);
        if (outside[other]) least = Math.max(least, distance - apart);
        else greatest = Math.min(greatest, apart - distance);
      }
  // Deep between skins that touch.
  if (least === -Infinity) return greatest === Infinity ? -radius : greatest;
  return greatest === Infinity ? least : (least + greatest) / 2;
}
