/** How words become ids: the `model` of a `tokenizer.json`, compiled. */
export interface Model {
  /** Pieces by id; ids may have gaps. */
  readonly pieces: readonly (string | undefined)[];
  readonly idOf: ReadonlyMap<string, number>;
  /** Appends the ids of one word. */
  encodeWord(word: string, ids: IdList): void;
}

/** A growing list of ids. */
export interface IdList {
  push(id: number): void;
  pushAll(ids: Int32Array): void;
  /** A copy of what was pushed since `from`. */
  slice(from?: number): Int32Array;
  readonly length: number;
}

/** Makes an empty list of ids. */
export function createIdList(expected = 1_024): IdList {
  let buffer = new Int32Array(Math.max(16, expected));
  let length = 0;
  const reserve = (needed: number) => {
    if (needed <= buffer.length) return;
    const grown = new Int32Array(Math.max(needed, buffer.length * 2));
    grown.set(buffer.subarray(0, length));
    buffer = grown;
  };
  return {
    push: (id) => {
      if (length === buffer.length) reserve(length + 1);
      buffer[length++] = id;
    },
    pushAll: (ids) => {
      reserve(length + ids.length);
      buffer.set(ids, length);
      length += ids.length;
    },
    slice: (from = 0) => buffer.slice(from, length),
    get length() {
      return length;
    },
  };
}

/** Pieces by id, from ids by piece. */
export function piecesById(idOf: ReadonlyMap<string, number>): (string | undefined)[] {
  let size = 0;
  for (const id of idOf.values()) size = Math.max(size, id + 1);
  const pieces = new Array<string | undefined>(size).fill(undefined);
  for (const [piece, id] of idOf) pieces[id] = piece;
  return pieces;
}
