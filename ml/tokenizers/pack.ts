import { TooFewTokens } from '../tokens';

/** Ids in rows of equal length, `[rows, blockLength]`, row-major; what does not fill a row is left out. */
export interface PackedBlocks {
  readonly ids: Int32Array;
  readonly rows: number;
  readonly blockLength: number;
  /** Ids at the end that did not fill a row. */
  readonly leftOut: number;
}

/** Cuts a long row of ids into blocks, one after another, without padding. @throws TooFewTokens when not one block is full */
export function packBlocks(ids: Int32Array, { blockLength }: { readonly blockLength: number }): PackedBlocks {
  const rows = Math.floor(ids.length / blockLength);
  if (rows === 0) throw new TooFewTokens(ids.length, blockLength);
  return { ids: ids.slice(0, rows * blockLength), rows, blockLength, leftOut: ids.length - rows * blockLength };
}
