import type { ShownSolid } from '@/graph';

/** What a view of a solid holds, as numbers: places in the cube from −1 to 1 (x, y and z in turn), and of a mesh its triangles. */
export interface DecodedSolid {
  readonly places: Float32Array;
  readonly faces?: Uint16Array;
}

/** Reads what `graph/solids-view.ts` wrote. What reaches out of the cube is drawn smaller, so that all of it is seen. */
export function decodeSolid({ form, places, side = 1, faces }: ShownSolid): DecodedSolid {
  if (form === 'cells') {
    const cells = bytesOf(places);
    return { places: Float32Array.from(cells, (cell) => (2 * cell + 1) / side - 1) };
  }
  return {
    places: Float32Array.from(wordsOf(places), (word) => (2 * word) / 65_535 - 1),
    ...(faces !== undefined && { faces: wordsOf(faces) }),
  };
}

const bytesOf = (text: string): Uint8Array => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

function wordsOf(text: string): Uint16Array {
  const bytes = bytesOf(text);
  const view = new DataView(bytes.buffer);
  return Uint16Array.from({ length: bytes.length >> 1 }, (_, at) => view.getUint16(2 * at, true));
}
