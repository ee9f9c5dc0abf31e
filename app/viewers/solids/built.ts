import {
  BoxGeometry,
  BufferAttribute,
  BufferGeometry,
  InstancedMesh,
  Matrix4,
  Mesh,
  MeshStandardMaterial,
  Points,
  PointsMaterial,
} from 'three';
import type { ShownSolid } from '@/graph';
import { decodeSolid } from './decode';

type Built = Mesh<BufferGeometry, MeshStandardMaterial> | Points<BufferGeometry, PointsMaterial>;

/** Solids as three.js draws them, each built once for as long as it is shown. */
export interface BuiltSolids {
  of(solid: ShownSolid): Built;
  /** Gives back the memory of one that is no longer shown; where it still is, it is built again. */
  release(solid: ShownSolid): void;
}

export function keepBuilt(): BuiltSolids {
  const built = new WeakMap<ShownSolid, Built>();
  return {
    of(solid) {
      const known = built.get(solid);
      if (known) return known;
      const made = build(solid);
      built.set(solid, made);
      return made;
    },
    release(solid) {
      const gone = built.get(solid);
      if (!gone) return;
      built.delete(solid);
      gone.geometry.dispose();
      gone.material.dispose();
      if (gone instanceof InstancedMesh) gone.dispose();
    },
  };
}

function build(solid: ShownSolid): Built {
  const { places, faces } = decodeSolid(solid);
  if (solid.form === 'cells') {
    const side = solid.side ?? 1;
    // A little apart, so that single cells can be told.
    const cells = new InstancedMesh(new BoxGeometry(1.9 / side, 1.9 / side, 1.9 / side), material(), places.length / 3);
    const matrix = new Matrix4();
    for (let at = 0; at < places.length; at += 3)
      cells.setMatrixAt(at / 3, matrix.makeTranslation(places[at] ?? 0, places[at + 1] ?? 0, places[at + 2] ?? 0));
    return cells;
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(places, 3));
  if (solid.form === 'points') return new Points(geometry, new PointsMaterial({ size: 0.045 }));
  if (faces) geometry.setIndex(new BufferAttribute(faces, 1));
  geometry.computeVertexNormals();
  return new Mesh(geometry, material());
}

const material = () => new MeshStandardMaterial({ roughness: 0.75, metalness: 0 });
