import type { BufferGeometry } from 'three';
import type { Mesh } from '@/ml/geometry/mesh';

/** The triangles of a geometry of three.js whose corners come one by one: those at the same place become one vertex. */
export function meshOfGeometry(geometry: BufferGeometry): Mesh {
  const position = geometry.getAttribute('position');
  const places = new Map<string, number>();
  const vertices: number[] = [];
  const faces = Uint32Array.from({ length: position?.count ?? 0 }, (_, at) => {
    const [x, y, z] = [position?.getX(at) ?? 0, position?.getY(at) ?? 0, position?.getZ(at) ?? 0];
    const key = `${x} ${y} ${z}`;
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, places.size);
    vertices.push(x, y, z);
    return places.size - 1;
  });
  return { vertices: Float32Array.from(vertices), faces };
}
