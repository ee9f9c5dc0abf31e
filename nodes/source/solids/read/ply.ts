import { PLYLoader } from 'three/examples/jsm/loaders/PLYLoader.js';
import type { Mesh } from '@/ml/geometry/mesh';
import { requireFewFaces, UnreadableMesh } from './check';
import { meshOfGeometry } from './geometry';

/** Longer headers are rare, and only looked through for how many faces there are. */
const HEADER = 4_096;

/** A PLY file (Turk 1994), text or binary, read by three.js; colours are left out. @throws UnreadableMesh */
export function readPly(bytes: Uint8Array): Mesh {
  const header = new TextDecoder().decode(bytes.subarray(0, HEADER));
  if (!header.startsWith('ply')) throw new UnreadableMesh('it does not begin as a PLY file does');
  requireFewFaces(Number(/^element face (\d+)/m.exec(header)?.[1] ?? 0));
  try {
    return meshOfGeometry(new PLYLoader().parse(Uint8Array.from(bytes).buffer), false);
  } catch {
    throw new UnreadableMesh('it is damaged, or cut short');
  }
}
