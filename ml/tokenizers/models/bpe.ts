import { fallbackPiece, utf8 } from '../bytes';
import { malformed } from '../error';
import { createHeap } from '../heap';
import type { BpeJson } from '../json';
import { createPairTable } from '../pair-table';
import { type IdList, type Model, piecesById } from './model';

/** Words up to this many symbols are merged by looking for the best pair each time; longer ones with a heap. */
const SHORT = 40;

/**
 * Byte-pair encoding (Sennrich et al. 2016): a word starts as characters, and of all neighbouring pairs the one that was learned first
 * is joined, the leftmost first, until none is left. Characters outside the vocabulary become bytes, the unknown token, or nothing.
 * @throws TokenizerError when merges speak of pieces that the vocabulary lacks
 */
export function compileBpe(json: BpeJson): Model {
  const idOf = new Map(Object.entries(json.vocab));
  const prefix = json.continuing_subword_prefix ?? '';
  const suffix = json.end_of_word_suffix ?? '';
  const unknown = json.unk_token === null ? -1 : (idOf.get(json.unk_token) ?? -1);

  // By pair: the rank of its merge; by rank: the piece that it makes.
  const ranks = createPairTable(json.merges.length);
  const merged = new Int32Array(json.merges.length);
  json.merges.forEach((merge, rank) => {
    const [left, right] = typeof merge === 'string' ? splitMerge(merge) : merge;
    const whole = left + (prefix !== '' && right.startsWith(prefix) ? right.slice(prefix.length) : right);
    const [leftId, rightId, wholeId] = [idOf.get(left), idOf.get(right), idOf.get(whole)];
    if (leftId === undefined || rightId === undefined || wholeId === undefined)
      throw malformed(`Merge ${rank + 1} joins “${left}” and “${right}”, which are not all in the vocabulary.`);
    if (ranks.get(leftId, rightId) < 0) ranks.set(leftId, rightId, rank);
    merged[rank] = wholeId;
  });

  const fallback = json.byte_fallback
    ? Array.from({ length: 256 }, (_, byte) => idOf.get(fallbackPiece(byte)) ?? -1)
    : null;
  const idOfUnit = new Int32Array(0x1_0000).fill(-1);
  for (const [piece, id] of idOf) if (piece.length === 1) idOfUnit[piece.charCodeAt(0)] = id;

  /** The symbols a word starts with; what a character becomes that the vocabulary lacks is decided here. */
  const symbolsOf = (word: string): { symbols: Int32Array; count: number } => {
    const symbols = new Int32Array(fallback === null ? word.length : word.length * 3);
    let count = 0;
    let lastUnknown = false;
    for (let index = 0; index < word.length; ) {
      const length = (word.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
      const known = symbolAt(word, index, length);
      const bytes = known < 0 && fallback ? bytesOrNone(word.slice(index, index + length), fallback) : null;
      if (known >= 0) symbols[count++] = known;
      else if (bytes) for (const id of bytes) symbols[count++] = id;
      else if (unknown >= 0 && !(json.fuse_unk && lastUnknown)) symbols[count++] = unknown;
      lastUnknown = known < 0 && bytes === null;
      index += length;
    }
    return { symbols, count };
  };
  const symbolAt = (word: string, index: number, length: number): number => {
    if (prefix === '' && suffix === '' && length === 1) return idOfUnit[word.charCodeAt(index)] ?? -1;
    const before = index > 0 ? prefix : '';
    const after = index + length === word.length ? suffix : '';
    return idOf.get(before + word.slice(index, index + length) + after) ?? -1;
  };

  const encodeWord = (word: string, ids: IdList): void => {
    if (json.ignore_merges) {
      const whole = idOf.get(word);
      if (whole !== undefined) {
        ids.push(whole);
        return;
      }
    }
    const { symbols, count } = symbolsOf(word);
    const left =
      merged.length === 0
        ? count
        : count <= SHORT
          ? mergeShort(symbols, count, ranks, merged)
          : mergeLong(symbols, count, ranks, merged);
    ids.pushAll(symbols.subarray(0, left));
  };
  return { pieces: piecesById(idOf), idOf, encodeWord };
}

/** Merges in place and returns how many symbols are left. */
function mergeShort(symbols: Int32Array, given: number, ranks: Ranks, merged: Int32Array): number {
  let count = given;
  for (;;) {
    let [best, at] = [0x7fff_ffff, -1];
    for (let index = 0; index + 1 < count; index++) {
      const rank = ranks.get(symbols[index] ?? 0, symbols[index + 1] ?? 0);
      if (rank >= 0 && rank < best) [best, at] = [rank, index];
    }
    if (at < 0) return count;
    symbols[at] = merged[best] ?? 0;
    symbols.copyWithin(at + 1, at + 2, count);
    count--;
  }
}

/** The same with a linked list and a heap of candidate pairs: n log n for texts without words. */
function mergeLong(symbols: Int32Array, count: number, ranks: Ranks, merged: Int32Array): number {
  const next = Int32Array.from({ length: count }, (_, index) => (index + 1 < count ? index + 1 : -1));
  const previous = Int32Array.from({ length: count }, (_, index) => index - 1);
  const candidates = createHeap<Candidate>((a, b) => a.rank < b.rank || (a.rank === b.rank && a.at < b.at));
  const consider = (at: number) => {
    const right = at < 0 ? -1 : (next[at] ?? -1);
    if (right < 0) return;
    const pair = { left: symbols[at] ?? 0, right: symbols[right] ?? 0 };
    const rank = ranks.get(pair.left, pair.right);
    if (rank >= 0) candidates.push({ rank, at, ...pair });
  };
  for (let index = 0; index < count; index++) consider(index);
  for (let candidate = candidates.pop(); candidate; candidate = candidates.pop()) {
    const { at, rank, left, right } = candidate;
    const other = next[at] ?? -1;
    // What stood here may have been merged meanwhile.
    if (other < 0 || symbols[at] !== left || symbols[other] !== right) continue;
    symbols[at] = merged[rank] ?? 0;
    symbols[other] = -1;
    const after = next[other] ?? -1;
    next[at] = after;
    next[other] = -1;
    if (after >= 0) previous[after] = at;
    consider(previous[at] ?? -1);
    consider(at);
  }
  let kept = 0;
  for (let index = 0; index < count; index++) {
    const symbol = symbols[index] ?? -1;
    if (symbol >= 0) symbols[kept++] = symbol;
  }
  return kept;
}

interface Candidate {
  readonly rank: number;
  readonly at: number;
  readonly left: number;
  readonly right: number;
}

type Ranks = ReturnType<typeof createPairTable>;

function splitMerge(merge: string): [string, string] {
  const space = merge.indexOf(' ');
  return [merge.slice(0, space), merge.slice(space + 1)];
}

/** The byte pieces of a character, if the vocabulary has all of them. */
export function bytesOrNone(character: string, fallback: readonly number[]): number[] | null {
  const ids = Array.from(utf8(character), (byte) => fallback[byte] ?? -1);
  return ids.includes(-1) ? null : ids;
}
