import type { Primitive } from '@gltf-transform/core';
import type { Mesh } from '@/ml/geometry/mesh';
import { UnreadableMesh } from './check';

/** The modes of glTF 2.0 (§3.7.2.1) in which corners make triangles; the others are points and lines. */
const [TRIANGLES, STRIP, FAN] = [4, 5, 6];

/** One part of a mesh by its triangles, and only the vertices that they use: several parts may share one long list of them. @throws UnreadableMesh */
export function meshOfPrimitive(primitive: Primitive): Mesh {
  const position = primitive.getAttribute('POSITION');
  const corners = cornersOf(primitive);
  if (!position || corners.length === 0) return { vertices: new Float32Array(), faces: new Uint32Array() };
  const count = position.getCount();
  const places = new Int32Array(count).fill(-1);
  for (const corner of corners) {
    if (corner >= count) throw new UnreadableMesh('a triangle names a vertex that the file does not have');
    places[corner] = 0;
  }
  let used = 0;
  for (let at = 0; at < count; at++) if (places[at] === 0) places[at] = used++;
  const vertices = new Float32Array(3 * used);
  const element: number[] = [];
  for (let at = 0; at < count; at++) {
    const place = places[at] ?? -1;
    if (place >= 0) vertices.set(position.getElement(at, element).slice(0, 3), 3 * place);
  }
  return { vertices, faces: corners.map((corner) => places[corner] ?? 0) };
}

/** The triangles that a part has at most, told before any is made. */
export function countFacesOf(primitive: Primitive): number {
  const mode: number = primitive.getMode();
  if (mode === TRIANGLES) return Math.floor(countCornersOf(primitive) / 3);
  return mode === STRIP || mode === FAN ? Math.max(0, countCornersOf(primitive) - 2) : 0;
}

const countCornersOf = (primitive: Primitive): number =>
  (primitive.getIndices() ?? primitive.getAttribute('POSITION'))?.getCount() ?? 0;

/** Three corners of each triangle in turn; strips and fans as the standard tells. */
function cornersOf(primitive: Primitive): Uint32Array {
  const mode: number = primitive.getMode();
  const indices = primitive.getIndices()?.getArray();
  const length = countCornersOf(primitive);
  const corner = (at: number) => (indices ? (indices[at] ?? 0) : at);
  if (mode === TRIANGLES) return Uint32Array.from({ length: length - (length % 3) }, (_, at) => corner(at));
  if (mode !== STRIP && mode !== FAN) return new Uint32Array();
  const corners: number[] = [];
  for (let at = 0; at + 2 < length; at++) {
    // Every second triangle of a strip is turned over.
    const turned = at % 2;
    const [a, b, c] =
      mode === FAN
        ? [corner(at + 1), corner(at + 2), corner(0)]
        : [corner(at), corner(at + 1 + turned), corner(at + 2 - turned)];
    // A strip goes on elsewhere through triangles that are only lines.
    if (a !== b && b !== c && c !== a) corners.push(a, b, c);
  }
  return Uint32Array.from(corners);
}
