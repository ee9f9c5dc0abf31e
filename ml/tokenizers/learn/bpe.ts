import { BYTE_ALPHABET, toByteLevel } from '../bytes';
import { TokenizerError } from '../error';
import { createHeap } from '../heap';
import { PLAIN, type TokenizerJson } from '../json';
import { createPairTable } from '../pair-table';
import { createReporter, type Following } from './progress';
import { countWords, type WordCounts } from './word-counts';

export interface BpeOptions extends Following {
  /** How many pieces to learn, the 256 bytes included; a short text may give fewer. */
  readonly vocabularySize: number;
  /** Pairs that occur less often are not merged. */
  readonly minimumFrequency?: number;
}

/** Share of the whole that counting words takes, for the progress. */
const COUNTING = 0.3;

/**
 * Learns a byte-level BPE vocabulary: of all neighbouring pieces within words the pair that occurs most often becomes a piece, again and
 * again (Sennrich et al. 2016; bytes as in Radford et al. 2019). Pairs that occur equally often are taken in the order of their ids, as
 * Hugging Face's trainer does, so that the result is the same everywhere. Counts are kept up to date where a merge changes them and
 * nowhere else.
 * @throws TokenizerError `tokenizer.no-text`, `tokenizer.vocabulary-too-small`
 */
export async function learnBpe(
  texts: readonly string[],
  { vocabularySize, minimumFrequency = 2, onProgress }: BpeOptions,
): Promise<TokenizerJson> {
  if (vocabularySize < BYTE_ALPHABET.length) throw tooSmall(vocabularySize);
  const report = createReporter(onProgress ? { onProgress } : {});
  const words = readWords(await countWords(texts, report, COUNTING));
  const pieces = [...BYTE_ALPHABET];
  const idOf = new Map(pieces.map((piece, id) => [piece, id]));
  const merges: string[] = [];
  const pairs = countPairs(words);
  const queue = createHeap<Candidate>(comesFirst);
  for (let pair = 0; pair < pairs.count.length; pair++) queue.push(pairs.candidate(pair));

  while (pieces.length < vocabularySize) {
    const best = queue.pop();
    if (!best) break;
    const count = pairs.count[best.pair] ?? 0;
    if (count !== best.count) {
      // It has become rarer since it was queued.
      if (count > 0) queue.push(pairs.candidate(best.pair));
      continue;
    }
    if (count < Math.max(1, minimumFrequency)) break;
    const [left, right] = [pieces[best.left] ?? '', pieces[best.right] ?? ''];
    const known = idOf.get(left + right);
    const whole = known ?? pieces.push(left + right) - 1;
    idOf.set(left + right, whole);
    merges.push(`${left} ${right}`);
    for (const pair of mergePair(words, pairs, best, whole)) queue.push(pairs.candidate(pair));
    const done = (pieces.length - BYTE_ALPHABET.length) / (vocabularySize - BYTE_ALPHABET.length);
    await report(COUNTING + (1 - COUNTING) * done, 1);
  }
  return {
    ...PLAIN,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
      merges,
    },
  };
}

/** For vocabularies that cannot even hold the 256 bytes. */
export function tooSmall(vocabularySize: number): TokenizerError {
  return new TokenizerError(
    'tokenizer.vocabulary-too-small',
    `A vocabulary of ${vocabularySize} is too small.`,
    'The 256 bytes alone, from which any text can be spelt, take 256 ids.',
    'Ask for more than 256 tokens; small models do well with 500 to 4,000.',
  );
}

/** All different words: their symbols one after another in one array. A word that shrinks keeps its place. */
interface Words {
  readonly symbols: Int32Array;
  readonly start: Int32Array;
  readonly length: Int32Array;
  readonly count: Float64Array;
}

function readWords(counts: WordCounts): Words {
  const written = [...counts.keys()].map(toByteLevel);
  const idOfUnit = new Int32Array(512);
  BYTE_ALPHABET.forEach((character, id) => {
    idOfUnit[character.charCodeAt(0)] = id;
  });
  const symbols = new Int32Array(written.reduce((sum, word) => sum + word.length, 0));
  const start = new Int32Array(written.length);
  let offset = 0;
  written.forEach((word, index) => {
    start[index] = offset;
    for (let at = 0; at < word.length; at++) symbols[offset++] = idOfUnit[word.charCodeAt(at)] ?? 0;
  });
  return {
    symbols,
    start,
    length: Int32Array.from(written, (word) => word.length),
    count: Float64Array.from(counts.values()),
  };
}

interface Candidate {
  readonly pair: number;
  readonly count: number;
  readonly left: number;
  readonly right: number;
}

const comesFirst = (a: Candidate, b: Candidate) =>
  a.count !== b.count ? a.count > b.count : a.left !== b.left ? a.left < b.left : a.right < b.right;

/** How often each pair of neighbours occurs, and in which words (some of which may have lost it since). */
interface Pairs {
  readonly count: number[];
  readonly words: number[][];
  indexOf(left: number, right: number): number;
  add(pair: number, count: number, word: number): void;
  candidate(pair: number): Candidate;
}

function countPairs({ symbols, start, length, count }: Words): Pairs {
  const index = createPairTable(65_536);
  const lefts: number[] = [];
  const rights: number[] = [];
  const pairs: Pairs = {
    count: [],
    words: [],
    indexOf: (left, right) => {
      const known = index.get(left, right);
      if (known >= 0) return known;
      index.set(left, right, lefts.length);
      pairs.count.push(0);
      pairs.words.push([]);
      rights.push(right);
      return lefts.push(left) - 1;
    },
    add: (pair, times, word) => {
      pairs.count[pair] = (pairs.count[pair] ?? 0) + times;
      const places = pairs.words[pair];
      if (times > 0 && places && places.at(-1) !== word) places.push(word);
    },
    candidate: (pair) => ({
      pair,
      count: pairs.count[pair] ?? 0,
      left: lefts[pair] ?? 0,
      right: rights[pair] ?? 0,
    }),
  };
  for (let word = 0; word < start.length; word++) {
    const from = start[word] ?? 0;
    const to = from + (length[word] ?? 0) - 1;
    for (let at = from; at < to; at++)
      pairs.add(pairs.indexOf(symbols[at] ?? 0, symbols[at + 1] ?? 0), count[word] ?? 0, word);
  }
  return pairs;
}

/** Joins a pair wherever it stands, and returns the pairs that have become more frequent by it. */
function mergePair(
  { symbols, start, length, count }: Words,
  pairs: Pairs,
  best: Candidate,
  whole: number,
): Set<number> {
  const grown = new Set<number>();
  const { left, right } = best;
  for (const word of pairs.words[best.pair] ?? []) {
    const from = start[word] ?? 0;
    const times = count[word] ?? 0;
    let to = from + (length[word] ?? 0);
    for (let at = from; at + 1 < to; at++) {
      if (symbols[at] !== left || symbols[at + 1] !== right) continue;
      if (at > from) {
        const before = symbols[at - 1] ?? 0;
        const pair = pairs.indexOf(before, whole);
        pairs.add(pairs.indexOf(before, left), -times, word);
        pairs.add(pair, times, word);
        grown.add(pair);
      }
      symbols[at] = whole;
      symbols.copyWithin(at + 1, at + 2, to);
      to--;
      if (at + 1 < to) {
        const after = symbols[at + 1] ?? 0;
        const pair = pairs.indexOf(whole, after);
        pairs.add(pairs.indexOf(right, after), -times, word);
        pairs.add(pair, times, word);
        grown.add(pair);
      }
    }
    length[word] = to - from;
  }
  pairs.count[best.pair] = 0;
  pairs.words[best.pair] = [];
  return grown;
}
