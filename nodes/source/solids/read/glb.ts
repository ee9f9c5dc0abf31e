import { type Node, WebIO } from '@gltf-transform/core';
import type { Mesh } from '@/ml/geometry/mesh';
import { UnreadableMesh } from './check';
import { joinMeshes } from './join';

/** The triangles mode of glTF 2.0. */
const TRIANGLES = 4;

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
  const parts = nodes.flatMap((node) => {
    const matrix = node.getWorldMatrix();
    return (node.getMesh()?.listPrimitives() ?? []).flatMap((primitive) => {
      const position = primitive.getAttribute('POSITION');
      if (primitive.getMode() !== TRIANGLES || !position) return [];
      const count = position.getCount();
      const vertices = new Float32Array(3 * count);
      for (let at = 0; at < count; at++) {
        const [x = 0, y = 0, z = 0] = position.getElement(at, []);
        for (let axis = 0; axis < 3; axis++)
          vertices[3 * at + axis] =
            (matrix[axis] ?? 0) * x +
            (matrix[4 + axis] ?? 0) * y +
            (matrix[8 + axis] ?? 0) * z +
            (matrix[12 + axis] ?? 0);
      }
      const indices = primitive.getIndices()?.getArray();
      return [
        { vertices, faces: indices ? Uint32Array.from(indices) : Uint32Array.from({ length: count }, (_, at) => at) },
      ];
    });
  });
  return joinMeshes(parts);
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
