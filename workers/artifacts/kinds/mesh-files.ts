import type { Meshes } from '@/graph';
import { vertexNormals } from '@/ml/geometry/mesh';

/** Between the middles of two that stand side by side in a file: each lies in a cube from −1 to 1. */
const APART = 2.4;

/** Where each stands: in rows, as square as there are meshes for, on the floor. A single one stays where it is. */
function standing(count: number): readonly (readonly [x: number, y: number, z: number])[] {
  const columns = Math.ceil(Math.sqrt(count));
  return Array.from({ length: count }, (_, at) => [APART * (at % columns), 0, APART * Math.floor(at / columns)]);
}

const nameOf = ({ captions, labels, classes }: Meshes, at: number): string =>
  captions?.[at] || classes?.[labels?.[at] ?? -1] || `mesh ${at + 1}`;

/** All meshes as a binary glTF 2.0 file, a named node each, side by side, with normals, by glTF Transform. */
export async function writeGlb(meshes: Meshes): Promise<Uint8Array> {
  const { Document, WebIO } = await import('@gltf-transform/core');
  const document = new Document();
  const buffer = document.createBuffer();
  const scene = document.createScene('Genloom');
  const material = document
    .createMaterial('plain')
    .setBaseColorFactor([0.72, 0.72, 0.78, 1])
    .setRoughnessFactor(0.7)
    .setMetallicFactor(0);
  const places = standing(meshes.items.length);
  for (const [at, { vertices, faces }] of meshes.items.entries()) {
    if (faces.length === 0) continue;
    const accessor = (type: 'VEC3' | 'SCALAR', numbers: Float32Array | Uint32Array) =>
      document
        .createAccessor()
        .setType(type)
        .setArray(new (numbers instanceof Float32Array ? Float32Array : Uint32Array)(numbers))
        .setBuffer(buffer);
    const primitive = document
      .createPrimitive()
      .setAttribute('POSITION', accessor('VEC3', vertices))
      .setAttribute('NORMAL', accessor('VEC3', vertexNormals({ vertices, faces })))
      .setIndices(accessor('SCALAR', faces))
      .setMaterial(material);
    const name = nameOf(meshes, at);
    const mesh = document.createMesh(name).addPrimitive(primitive);
    const [x, y, z] = places[at] ?? [0, 0, 0];
    scene.addChild(document.createNode(name).setMesh(mesh).setTranslation([x, y, z]));
  }
  return new WebIO().writeBinary(document);
}

/** All meshes as a Wavefront OBJ text, an object each, side by side. */
export function asObj(meshes: Meshes): string {
  const lines = ['# Genloom'];
  const places = standing(meshes.items.length);
  let before = 1;
  for (const [at, { vertices, faces }] of meshes.items.entries()) {
    lines.push(`o ${nameOf(meshes, at).replaceAll(/\s+/g, '_')}`);
    for (let v = 0; v < vertices.length; v += 3)
      lines.push(
        `v ${[0, 1, 2].map((axis) => shown((vertices[v + axis] ?? 0) + (places[at]?.[axis] ?? 0))).join(' ')}`,
      );
    for (let f = 0; f < faces.length; f += 3)
      lines.push(`f ${[0, 1, 2].map((corner) => before + (faces[f + corner] ?? 0)).join(' ')}`);
    before += vertices.length / 3;
  }
  return `${lines.join('\n')}\n`;
}

/** All meshes as one PLY text (Turk 1994), side by side. */
export function asPly(meshes: Meshes): string {
  const [points, triangles]: [string[], string[]] = [[], []];
  const places = standing(meshes.items.length);
  for (const [at, { vertices, faces }] of meshes.items.entries()) {
    const before = points.length;
    for (let v = 0; v < vertices.length; v += 3)
      points.push([0, 1, 2].map((axis) => shown((vertices[v + axis] ?? 0) + (places[at]?.[axis] ?? 0))).join(' '));
    for (let f = 0; f < faces.length; f += 3)
      triangles.push(`3 ${[0, 1, 2].map((corner) => before + (faces[f + corner] ?? 0)).join(' ')}`);
  }
  const header = [
    'ply',
    'format ascii 1.0',
    'comment Genloom',
    `element vertex ${points.length}`,
    ...['x', 'y', 'z'].map((axis) => `property float ${axis}`),
    `element face ${triangles.length}`,
    'property list uchar int vertex_indices',
    'end_header',
  ];
  return `${[...header, ...points, ...triangles].join('\n')}\n`;
}

const shown = (value: number): string => String(Math.round(value * 1e6) / 1e6);
