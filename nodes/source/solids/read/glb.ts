import { type Node, type Primitive, WebIO } from '@gltf-transform/core';
import type { Mesh } from '@/ml/geometry/mesh';
import { requireFewFaces, UnreadableMesh } from './check';
import { countFacesOf, meshOfPrimitive } from './glb-primitive';
import { joinMeshes } from './join';

/**
 * All triangles of the scene of a binary glTF 2.0 file as one mesh, each node where the scene puts it; read by glTF Transform. Materials and movement are left out.
 * @throws UnreadableMesh
 */
export async function readGlb(bytes: Uint8Array): Promise<Mesh> {
  const document = await open(bytes);
  const root = document.getRoot();
  const scene = root.getDefaultScene() ?? root.listScenes()[0];
  const nodes: Node[] = [];
  if (scene) scene.traverse((node) => nodes.push(node));
  else nodes.push(...root.listNodes());
  const placed = nodes.flatMap((node) =>
    (node.getMesh()?.listPrimitives() ?? []).map((primitive) => ({ matrix: node.getWorldMatrix(), primitive })),
  );
  // A mesh may stand in the scene any number of times: a small file is a large mesh then.
  requireFewFaces(placed.reduce((sum, { primitive }) => sum + countFacesOf(primitive), 0));
  const own = new Map<Primitive, Mesh>();
  return joinMeshes(
    placed.map(({ matrix, primitive }) => {
      const mesh = own.get(primitive) ?? meshOfPrimitive(primitive);
      own.set(primitive, mesh);
      return { vertices: moved(mesh.vertices, matrix), faces: mesh.faces };
    }),
  );
}

/** Places by a matrix of 4 × 4, column by column. */
function moved(places: Float32Array, matrix: readonly number[]): Float32Array {
  const found = new Float32Array(places.length);
  for (let at = 0; at < places.length; at += 3) {
    const [x = 0, y = 0, z = 0] = places.subarray(at, at + 3);
    for (let axis = 0; axis < 3; axis++)
      found[at + axis] =
        (matrix[axis] ?? 0) * x + (matrix[4 + axis] ?? 0) * y + (matrix[8 + axis] ?? 0) * z + (matrix[12 + axis] ?? 0);
  }
  return found;
}

async function open(bytes: Uint8Array) {
  try {
    const document = await new WebIO().readBinary(bytes);
    const needed = document
      .getRoot()
      .listExtensionsRequired()
      .map(({ extensionName }) => extensionName);
    if (needed.length > 0) throw new UnreadableMesh(`it needs ${needed.join(', ')}, which is not read here`);
    return document;
  } catch (error) {
    if (error instanceof UnreadableMesh) throw error;
    const why = error instanceof Error ? error.message : '';
    // Packed meshes say so, and are refused by the library.
    if (/extension/i.test(why))
      throw new UnreadableMesh('its meshes are packed (Draco or meshopt); save it without compression');
    throw new UnreadableMesh('it is damaged, or no binary glTF file');
  }
}
