import { countNotFinite } from '@/ml/geometry/grid';
import { areaOf, countFaces, countVertices, type Mesh } from '@/ml/geometry/mesh';

/** More triangles than a small model can use, and than a page shows at ease. */
const MOST_FACES = 200_000;

/** Told by some formats before they are read whole. @throws UnreadableMesh for more than are read */
export function requireFewFaces(faces: number): void {
  if (faces > MOST_FACES)
    throw new UnreadableMesh(
      `it has ${faces.toLocaleString('en')} triangles; at most ${MOST_FACES.toLocaleString('en')} are read, so simplify it first (Blender: Decimate)`,
    );
}

/** A mesh that cannot be used: it is skipped, and `why` is told, as in “it has no triangles”. */
export class UnreadableMesh extends Error {
  override readonly name = 'UnreadableMesh';
}

/** Holes are allowed; what no later step could use is not. @throws UnreadableMesh with why */
export function checkMesh(mesh: Mesh): Mesh {
  const { vertices, faces } = mesh;
  if (faces.length === 0)
    throw new UnreadableMesh(
      vertices.length > 0 ? 'it has points and no triangles between them' : 'it has no triangles',
    );
  requireFewFaces(countFaces(mesh));
  const broken = countNotFinite(vertices);
  if (broken > 0)
    throw new UnreadableMesh(
      `${broken.toLocaleString('en')} of its coordinates ${broken === 1 ? 'is no number' : 'are no numbers'}`,
    );
  const count = countVertices(mesh);
  if (faces.some((vertex) => vertex >= count))
    throw new UnreadableMesh('a triangle names a vertex that the file does not have');
  if (!(areaOf(mesh) > 0)) throw new UnreadableMesh('its triangles have no area');
  return mesh;
}
