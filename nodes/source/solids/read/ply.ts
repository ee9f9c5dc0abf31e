import { PLYLoader } from 'three/examples/jsm/loaders/PLYLoader.js';
import type { Mesh } from '@/ml/geometry/mesh';
import { UnreadableMesh } from './check';
import { meshOfGeometry } from './geometry';

/** A PLY file (Turk 1994), text or binary, read by three.js; colours are left out. @throws UnreadableMesh */
export function readPly(bytes: Uint8Array): Mesh {
  if (new TextDecoder().decode(bytes.subarray(0, 3)) !== 'ply')
    throw new UnreadableMesh('it does not begin as a PLY file does');
  try {
    return meshOfGeometry(new PLYLoader().parse(Uint8Array.from(bytes).buffer), false);
  } catch {
    throw new UnreadableMesh('it is damaged, or cut short');
  }
}
