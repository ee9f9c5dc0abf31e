import { createPairTable } from './pair-table';

/** Pieces by their UTF-16 code units, for finding all that begin at a place of a text. */
export interface Trie {
  /** The node reached from a node by a code unit, or -1. The root is 0. */
  step(node: number, unit: number): number;
  /** The id of the piece that ends at a node, or -1. */
  idAt(node: number): number;
}

/** Builds a trie over pieces; a piece's id is its position. Of equal pieces the last one counts; empty ones are not in it. */
export function createTrie(pieces: readonly string[]): Trie {
  const edges = createPairTable(pieces.length * 4);
  const ids: number[] = [-1];
  pieces.forEach((piece, id) => {
    if (piece === '') return;
    let node = 0;
    for (let index = 0; index < piece.length; index++) {
      const unit = piece.charCodeAt(index);
      let next = edges.get(node, unit);
      if (next < 0) {
        next = ids.push(-1) - 1;
        edges.set(node, unit, next);
      }
      node = next;
    }
    ids[node] = id;
  });
  const idAtNode = Int32Array.from(ids);
  return { step: edges.get, idAt: (node) => idAtNode[node] ?? -1 };
}
