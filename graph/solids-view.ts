import { base64 } from './base64';
import { captionsOf, type ExamplesShown } from './examples-shown';
import type { Meshes } from './kinds';
import { type ShownSolid, type SolidsView, VIEW_LIMITS } from './view';

/** Rows of three numbers, from so many on, are points of a cloud: fewer are rather a short series of three readings. */
const LEAST_POINTS = 32;
/** Half the side of the cube that solids are made and looked at in. */
const REACH = 1;
/** The most vertices of a mesh that 16 bits tell apart. */
const MOST_VERTICES = 65_535;

/** Whether examples of this shape are grids `[z, y, x, 1]` of the cells of a cube. */
export const isGrid = (shape: readonly unknown[]): boolean =>
  shape.length === 4 && shape[0] === shape[1] && shape[1] === shape[2] && shape[3] === 1;

/** Whether examples of this shape are clouds `[points, 3]`. */
export const isCloud = (shape: readonly unknown[]): boolean =>
  shape.length === 2 && shape[1] === 3 && typeof shape[0] === 'number' && shape[0] >= LEAST_POINTS;

/** Clouds `[points, 3]`, or grids `[z, y, x, 1]` by the cells that are inside, above ½; null for examples of another shape. */
export function solidsOfExamples(examples: ExamplesShown, columns?: number): SolidsView | null {
  const { shape, count, data } = examples;
  const [side = 0] = shape;
  if (isCloud(shape)) {
    const size = 3 * side;
    return gathered(examples, count, columns, (at) => {
      const points = data.subarray(at * size, (at + 1) * size);
      const reach = reachOf(points);
      return { form: 'points', places: placesOf(points, reach), reach };
    });
  }
  if (!isGrid(shape) || side > 255) return null;
  return gathered(examples, count, columns, (at) => ({
    form: 'cells',
    places: base64(cellsSeen(data.subarray(at * side ** 3, (at + 1) * side ** 3), side)),
    reach: REACH,
    side,
  }));
}

/** Meshes as surfaces, as many as there is room for; those with too many triangles are told of, and left out. */
export function meshesView({ items, ...about }: Meshes, caption?: string, columns?: number): SolidsView {
  const said = caption ?? `${items.length.toLocaleString('en')} mesh${items.length === 1 ? '' : 'es'}`;
  const view = gathered(about, items.length, columns, (at) => {
    const { vertices, faces } = items[at] ?? { vertices: new Float32Array(), faces: new Uint32Array() };
    if (vertices.length / 3 > MOST_VERTICES) return null;
    const reach = reachOf(vertices);
    return { form: 'mesh', places: placesOf(vertices, reach), reach, faces: words(faces) };
  });
  return { ...view, caption: said };
}

function gathered(
  about: Pick<ExamplesShown, 'labels' | 'classes' | 'captions'>,
  count: number,
  columns: number | undefined,
  solidAt: (at: number) => ShownSolid | null,
): SolidsView {
  const captionOf = captionsOf(about);
  // Of rows that mean something, whole ones.
  const fitting = columns ? columns * Math.max(1, Math.floor(VIEW_LIMITS.solids / columns)) : VIEW_LIMITS.solids;
  const items: ShownSolid[] = [];
  let bytes = 0;
  let large = 0;
  for (let at = 0; at < Math.min(count, fitting); at++) {
    const solid = solidAt(at);
    const size = solid ? solid.places.length + (solid.faces?.length ?? 0) : Infinity;
    if (!solid || size > VIEW_LIMITS.solidBytes) large += 1;
    else if (bytes + size > VIEW_LIMITS.solidBytes) break;
    else {
      bytes += size;
      items.push({ ...solid, ...(captionOf && { caption: captionOf(at) }) });
    }
  }
  const notes = [
    ...(large > 0 ? [`${large} ${large === 1 ? 'has' : 'have'} too many triangles to be shown here`] : []),
    ...(items.length + large < count ? [`the first ${items.length} of ${count.toLocaleString('en')} are shown`] : []),
  ].join('; ');
  return {
    view: 'solids',
    items,
    ...(columns && { columns }),
    ...(notes && { note: `${notes.charAt(0).toUpperCase()}${notes.slice(1)}.` }),
  };
}

/** The cube of solids, or a larger one where something reaches out of it. */
function reachOf(numbers: Float32Array): number {
  let reach = REACH;
  for (const number of numbers) if (Math.abs(number) > reach && Number.isFinite(number)) reach = Math.abs(number);
  return reach;
}

function placesOf(numbers: Float32Array, reach: number): string {
  return words(numbers, (number) => Math.round(65_535 * Math.min(1, Math.max(0, (number / reach + 1) / 2))));
}

/** Whole numbers of 16 bits, little endian. */
function words(numbers: ArrayLike<number>, wordOf = (number: number) => number): string {
  const bytes = new Uint8Array(2 * numbers.length);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < numbers.length; at++) view.setUint16(2 * at, wordOf(numbers[at] ?? 0), true);
  return base64(bytes);
}

/** x, y and z of each cell that is inside and has a neighbour that is not: the others are seen from nowhere. */
function cellsSeen(values: Float32Array, side: number): Uint8Array {
  const isIn = (x: number, y: number, z: number) =>
    Math.min(x, y, z) >= 0 && Math.max(x, y, z) < side && (values[(z * side + y) * side + x] ?? 0) > 0.5;
  const seen: number[] = [];
  for (let z = 0; z < side; z++)
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++) {
        if (!isIn(x, y, z)) continue;
        const buried =
          isIn(x - 1, y, z) &&
          isIn(x + 1, y, z) &&
          isIn(x, y - 1, z) &&
          isIn(x, y + 1, z) &&
          isIn(x, y, z - 1) &&
          isIn(x, y, z + 1);
        if (!buried) seen.push(x, y, z);
      }
  return Uint8Array.from(seen);
}
