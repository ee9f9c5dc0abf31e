import type { Random } from './random';

/** A text as one long sequence of token ids, and the length of the blocks that are cut from it. */
export interface TokenBlocks {
  readonly ids: Int32Array;
  readonly blockLength: number;
}

/** Rows of ids, and for each id the one that follows it; both `[rows, blockLength]`, row-major. */
export interface TokenBatch {
  readonly inputs: Int32Array;
  readonly targets: Int32Array;
  readonly rows: number;
  readonly blockLength: number;
}

/** There are too few tokens to cut one block from. */
export class TooFewTokens extends Error {
  override readonly name = 'TooFewTokens';
  constructor(
    readonly tokens: number,
    readonly blockLength: number,
  ) {
    super(
      `The text has ${tokens} tokens, and a block of ${blockLength} needs ${blockLength + 1}. ` +
        'Give a longer text, or choose shorter blocks.',
    );
  }
}

/** Rows that begin at random places, each place as likely (as nanoGPT does). @throws TooFewTokens */
export function drawBatch({ ids, blockLength }: TokenBlocks, rows: number, random: Random): TokenBatch {
  if (ids.length <= blockLength) throw new TooFewTokens(ids.length, blockLength);
  const starts = Array.from({ length: rows }, () => random.int(ids.length - blockLength));
  return batchAt(ids, blockLength, starts);
}

/** Where the blocks begin that cover a text without overlapping; what is left at the end is too short. @throws TooFewTokens */
export function blockStarts({ ids, blockLength }: TokenBlocks): number[] {
  if (ids.length <= blockLength) throw new TooFewTokens(ids.length, blockLength);
  return Array.from({ length: Math.floor((ids.length - 1) / blockLength) }, (_, block) => block * blockLength);
}

/** The blocks that begin at these places. */
export function batchAt(ids: Int32Array, blockLength: number, starts: readonly number[]): TokenBatch {
  const inputs = new Int32Array(starts.length * blockLength);
  const targets = new Int32Array(starts.length * blockLength);
  starts.forEach((start, row) => {
    inputs.set(ids.subarray(start, start + blockLength), row * blockLength);
    targets.set(ids.subarray(start + 1, start + 1 + blockLength), row * blockLength);
  });
  return { inputs, targets, rows: starts.length, blockLength };
}
