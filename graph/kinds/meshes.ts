import type { Kind } from './kind';

/** Surfaces of triangles in space, y up, as in glTF: as many as there are items, with what is known of each. */
export interface Meshes {
  readonly items: readonly {
    /** x, y and z of each vertex in turn. */
    readonly vertices: Float32Array;
    /** Three vertices of each triangle, counter-clockwise as seen from outside. */
    readonly faces: Uint32Array;
  }[];
  /** The class of each, as an index into `classes`. */
  readonly labels?: Int32Array;
  readonly classes?: readonly string[];
  /** What is said of each in words: “a large tall cylinder”. */
  readonly captions?: readonly string[];
}

/** Solids by their surfaces. What networks learn of them, clouds of points `[points, 3]` and grids `[z, y, x, 1]`, are examples. */
export const meshes: Kind<Meshes> = {
  name: 'meshes',
  of: [],
  title: 'Meshes',
  phrase: 'a set of meshes',
  family: 'data',
  savedAs: { ply: 'Download as PLY', obj: 'Download as OBJ' },
};
