import { countVertices, type Mesh, volumeOf } from './mesh';

/** A piece with less than this share of the largest piece's volume is a crumb. */
const CRUMB = 0.05;

/** A mesh without the small pieces that hang on nothing; hollows, whose volume is negative, stay where they are large enough. */
export function withoutCrumbs(mesh: Mesh): Mesh {
  const pieces = piecesOf(mesh);
  if (pieces.length < 2) return mesh;
  const volumes = pieces.map((faces) =>
    Math.abs(volumeOf({ vertices: mesh.vertices, faces: Uint32Array.from(faces) })),
  );
  const least = CRUMB * Math.max(...volumes);
  const kept = pieces.filter((_, piece) => (volumes[piece] ?? 0) >= least).flat();
  return onlyUsed({ vertices: mesh.vertices, faces: Uint32Array.from(kept) });
}

/** The faces of each piece: those whose vertices hang together (union–find with path halving, Tarjan & van Leeuwen 1984). */
function piecesOf(mesh: Mesh): number[][] {
  const parent = Uint32Array.from({ length: countVertices(mesh) }, (_, vertex) => vertex);
  const rootOf = (vertex: number): number => {
    let at = vertex;
    while ((parent[at] ?? at) !== at) {
      parent[at] = parent[parent[at] ?? at] ?? at;
      at = parent[at] ?? at;
    }
    return at;
  };
  const { faces } = mesh;
  for (let at = 0; at < faces.length; at += 3)
    for (const corner of [at + 1, at + 2]) parent[rootOf(faces[corner] ?? 0)] = rootOf(faces[at] ?? 0);
  const pieces = new Map<number, number[]>();
  for (let at = 0; at < faces.length; at += 3) {
    const root = rootOf(faces[at] ?? 0);
    const piece = pieces.get(root) ?? [];
    piece.push(faces[at] ?? 0, faces[at + 1] ?? 0, faces[at + 2] ?? 0);
    pieces.set(root, piece);
  }
  return [...pieces.values()];
}

/** Without vertices that no face has. */
function onlyUsed({ vertices, faces }: Mesh): Mesh {
  const places = new Map<number, number>();
  const kept: number[] = [];
  const renamed = faces.map((vertex) => {
    const known = places.get(vertex);
    if (known !== undefined) return known;
    const place = places.size;
    places.set(vertex, place);
    for (let axis = 0; axis < 3; axis++) kept.push(vertices[3 * vertex + axis] ?? 0);
    return place;
  });
  return { vertices: Float32Array.from(kept), faces: renamed };
}
