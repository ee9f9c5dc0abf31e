import type { BufferGeometry } from 'three';
import type { Mesh } from '@/ml/geometry/mesh';

/** The triangles of a geometry of three.js; with `weld`, corners at the same place become one vertex. */
export function meshOfGeometry(geometry: BufferGeometry, weld: boolean): Mesh {
  const position = geometry.getAttribute('position');
  const count = position?.count ?? 0;
  const vertices = new Float32Array(3 * count);
  for (let at = 0; at < count; at++) vertices.set([position.getX(at), position.getY(at), position.getZ(at)], 3 * at);
  const index = geometry.getIndex();
  if (index) return { vertices, faces: Uint32Array.from({ length: index.count }, (_, at) => index.getX(at)) };
  // Without triangles a PLY is a cloud of points; an OBJ has its corners in turn.
  return weld ? welded(vertices) : { vertices, faces: new Uint32Array() };
}

function welded(corners: Float32Array): Mesh {
  const places = new Map<string, number>();
  const vertices: number[] = [];
  const faces = Uint32Array.from({ length: corners.length / 3 }, (_, at) => {
    const [x = 0, y = 0, z = 0] = corners.subarray(3 * at, 3 * at + 3);
    const key = `${x} ${y} ${z}`;
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, places.size);
    vertices.push(x, y, z);
    return places.size - 1;
  });
  return { vertices: Float32Array.from(vertices), faces };
}
