import type { Random } from './random';

/** A text as one long sequence of token ids, and the length of the blocks that are cut from it. */
export interface TokenBlocks {
  readonly ids: Int32Array;
  readonly blockLength: number;
  /** Where blocks begin, if not anywhere: each goes on to the next one's beginning, or as far as a block is long. */
  readonly starts?: Int32Array;
  /** With `starts`: 1 for each token that is to be learned, 0 for one that is only read. */
  readonly answers?: Uint8Array;
}

/** Rows of ids, and for each id the one that follows it; both `[rows, blockLength]`, row-major. */
export interface TokenBatch {
  readonly inputs: Int32Array;
  readonly targets: Int32Array;
  readonly rows: number;
  readonly blockLength: number;
  /** The only places whose targets count, over all rows, in order; all where left out. */
  readonly places?: Int32Array;
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

/** Rows that begin at random places where blocks may begin, each as likely (as nanoGPT does). @throws TooFewTokens */
export function drawBatch(data: TokenBlocks, rows: number, random: Random): TokenBatch {
  refuseFew(data);
  const { ids, blockLength, starts } = data;
  const places = starts?.length ?? ids.length - blockLength;
  const chosen = Array.from({ length: rows }, () => random.int(places));
  return starts ? batchOfBlocks(data, chosen) : batchAt(ids, blockLength, chosen);
}

/** How many blocks cover a text without overlapping; what is left at the end of a text is too short. @throws TooFewTokens */
export function blockCount(data: TokenBlocks): number {
  refuseFew(data);
  return data.starts?.length ?? Math.floor((data.ids.length - 1) / data.blockLength);
}

/** Blocks by their numbers, from 0. */
export function batchOfBlocks(data: TokenBlocks, blocks: readonly number[]): TokenBatch {
  const { ids, blockLength, starts } = data;
  if (!starts)
    return batchAt(
      ids,
      blockLength,
      blocks.map((block) => block * blockLength),
    );
  return batchOf(
    blocks.map((block) => rowOf(data, starts[block] ?? 0, starts[block + 1] ?? ids.length)),
    blockLength,
  );
}

/** Rows of two batches together, as wide as the wider one. */
export function joinBatches(a: TokenBatch, b: TokenBatch): TokenBatch {
  if (!a.places && !b.places && a.blockLength === b.blockLength)
    return {
      inputs: Int32Array.from([...a.inputs, ...b.inputs]),
      targets: Int32Array.from([...a.targets, ...b.targets]),
      rows: a.rows + b.rows,
      blockLength: a.blockLength,
    };
  return batchOf([...rowsOf(a), ...rowsOf(b)], Math.max(a.blockLength, b.blockLength));
}

/** The targets that count. */
export const countedTargets = ({ targets, places }: TokenBatch): Int32Array =>
  places ? places.map((place) => targets[place] ?? 0) : targets;

interface Row {
  readonly inputs: Int32Array;
  readonly targets: Int32Array;
  /** Whose targets count. */
  readonly places: readonly number[];
}

/** Rows are padded to a multiple of this, so that few shapes come up. */
const STEP = 8;

/** One row for each: as wide as the longest, and padded behind, where nothing that counts can see it. */
function batchOf(rows: readonly Row[], most: number): TokenBatch {
  const longest = rows.reduce((length, { inputs }) => Math.max(length, inputs.length), 1);
  const width = Math.min(most, Math.ceil(longest / STEP) * STEP);
  const inputs = new Int32Array(rows.length * width);
  const targets = new Int32Array(rows.length * width);
  rows.forEach((row, index) => {
    inputs.set(row.inputs, index * width);
    targets.set(row.targets, index * width);
  });
  const places = Int32Array.from(rows.flatMap((row, index) => row.places.map((place) => index * width + place)));
  return { inputs, targets, rows: rows.length, blockLength: width, places };
}

function rowOf({ ids, blockLength, answers }: TokenBlocks, from: number, end: number): Row {
  const to = Math.min(end, from + blockLength + 1);
  const targets = ids.subarray(from + 1, to);
  const places = Array.from(targets.keys()).filter((place) => (answers?.[from + 1 + place] ?? 1) === 1);
  return { inputs: ids.subarray(from, to - 1), targets, places };
}

function rowsOf({ inputs, targets, rows, blockLength, places }: TokenBatch): Row[] {
  return Array.from({ length: rows }, (_, row) => {
    const [from, to] = [row * blockLength, (row + 1) * blockLength];
    const own = places
      ? Array.from(places).flatMap((place) => (place >= from && place < to ? [place - from] : []))
      : Array.from({ length: blockLength }, (_, place) => place);
    return { inputs: inputs.subarray(from, to), targets: targets.subarray(from, to), places: own };
  });
}

function refuseFew({ ids, blockLength, starts }: TokenBlocks): void {
  if (starts ? starts.length === 0 : ids.length <= blockLength) throw new TooFewTokens(ids.length, blockLength);
}

/** The blocks that begin at these places. */
function batchAt(ids: Int32Array, blockLength: number, starts: readonly number[]): TokenBatch {
  const inputs = new Int32Array(starts.length * blockLength);
  const targets = new Int32Array(starts.length * blockLength);
  starts.forEach((start, row) => {
    inputs.set(ids.subarray(start, start + blockLength), row * blockLength);
    targets.set(ids.subarray(start + 1, start + 1 + blockLength), row * blockLength);
  });
  return { inputs, targets, rows: starts.length, blockLength };
}
