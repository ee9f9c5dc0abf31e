import { Mesh as ThreeMesh } from 'three';
import { OBJLoader } from 'three/examples/jsm/loaders/OBJLoader.js';
import type { Mesh } from '@/ml/geometry/mesh';
import { requireFewFaces, UnreadableMesh } from './check';
import { meshOfGeometry } from './geometry';
import { joinMeshes } from './join';

/** All objects of a Wavefront OBJ text as one mesh, read by three.js; materials are left out. @throws UnreadableMesh */
export function readObj(bytes: Uint8Array): Mesh {
  const text = new TextDecoder().decode(bytes);
  // A face is one triangle at least.
  requireFewFaces(text.match(/^\s*f\s/gm)?.length ?? 0);
  const parts: Mesh[] = [];
  try {
    new OBJLoader().parse(text).traverse((object) => {
      // Corners come one by one there: equal ones are joined, so that the surface is closed again.
      if (object instanceof ThreeMesh) parts.push(meshOfGeometry(object.geometry));
    });
  } catch {
    throw new UnreadableMesh('it is damaged');
  }
  return joinMeshes(parts);
}
