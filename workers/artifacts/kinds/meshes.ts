import { type Meshes, meshesView } from '@/graph';
import { readSafetensors, writeSafetensors } from '@/ml/safetensors';
import { type Codec, utf8 } from '../codec';
import { asObj, asPly, writeGlb } from './mesh-files';

/**
 * Kept as safetensors: the vertices of all one after the other, the triangles, and how many of each a mesh has. Vertices of a mesh are counted from 0 in 32 bits
 * of a float, which are exact up to 2^24. Saved as GLB, a node for each mesh, or as PLY or OBJ.
 */
export const meshes: Codec<Meshes> = {
  extension: 'glb',
  mediaType: 'model/gltf-binary',
  encode: ({ items, labels, ...rest }) =>
    writeSafetensors(
      {
        vertices: joined(items.map(({ vertices }) => vertices)),
        faces: joined(items.map(({ faces }) => faces)),
        sizes: {
          shape: [items.length, 2],
          data: Float32Array.from(items.flatMap(({ vertices, faces }) => [vertices.length / 3, faces.length / 3])),
        },
        ...(labels && { labels: { shape: [labels.length], data: Float32Array.from(labels) } }),
      },
      { about: JSON.stringify(rest) },
    ),
  decode: (bytes) => {
    const { tensors, metadata } = readSafetensors(bytes);
    const { vertices, faces, sizes, labels } = tensors;
    if (!vertices || !faces || !sizes) throw new Error('these meshes have no surfaces');
    const rest: Pick<Meshes, 'classes' | 'captions'> = JSON.parse(metadata.about ?? '{}');
    let [vertex, face] = [0, 0];
    const items = Array.from({ length: sizes.data.length / 2 }, (_, at) => {
      const [fromVertex, fromFace] = [vertex, face];
      vertex += 3 * (sizes.data[2 * at] ?? 0);
      face += 3 * (sizes.data[2 * at + 1] ?? 0);
      return {
        vertices: vertices.data.slice(fromVertex, vertex),
        faces: Uint32Array.from(faces.data.subarray(fromFace, face)),
      };
    });
    return { ...rest, items, ...(labels && { labels: Int32Array.from(labels.data) }) };
  },
  look: (value) => meshesView(value),
  facts: ({ classes, captions }) => ({ ...(classes && { classes }), ...(captions && { captioned: true }) }),
  fileLater: writeGlb,
  formats: {
    ply: { extension: 'ply', mediaType: 'application/octet-stream', encode: (value) => utf8.encode(asPly(value)) },
    obj: { extension: 'obj', mediaType: 'model/obj', encode: (value) => utf8.encode(asObj(value)) },
  },
};

function joined(parts: readonly ArrayLike<number>[]) {
  const data = new Float32Array(parts.reduce((size, { length }) => size + length, 0));
  let end = 0;
  for (const part of parts) {
    data.set(part, end);
    end += part.length;
  }
  return { shape: [data.length / 3, 3], data };
}
