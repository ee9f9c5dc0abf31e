import type { Mesh } from '@/ml/geometry/mesh';

/** Several meshes as one. */
export function joinMeshes(parts: readonly Mesh[]): Mesh {
  const vertices = new Float32Array(parts.reduce((size, part) => size + part.vertices.length, 0));
  const faces = new Uint32Array(parts.reduce((size, part) => size + part.faces.length, 0));
  let [vertex, face] = [0, 0];
  for (const part of parts) {
    vertices.set(part.vertices, vertex);
    faces.set(
      part.faces.map((corner) => corner + vertex / 3),
      face,
    );
    vertex += part.vertices.length;
    face += part.faces.length;
  }
  return { vertices, faces };
}
