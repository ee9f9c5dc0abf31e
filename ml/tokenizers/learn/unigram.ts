import { BYTE_ALPHABET } from '../bytes';
import { PLAIN, type TokenizerJson } from '../json';
import { tooSmall } from './bpe';
import { createReporter, type Following } from './progress';
import { estimate } from './unigram-estimate';
import { prune } from './unigram-prune';
import { seedPieces } from './unigram-seeds';
import { readTrainingWords } from './unigram-words';
import { countWords } from './word-counts';

export interface UnigramOptions extends Following {
  /** How many pieces are left in the end, the 256 bytes included; a short text may give fewer. */
  readonly vocabularySize: number;
  /** Longest piece, in characters. */
  readonly maximumPieceLength?: number;
  /** Share of the pieces that each round of pruning keeps. */
  readonly shrinkingFactor?: number;
  /** Steps of expectation and maximization in each round. */
  readonly iterations?: number;
  /** How many of the most frequent substrings to start from. */
  readonly seedSize?: number;
}

/** Pieces of a unigram model while it is learned: the first 256 are the bytes, which always stay. */
export interface Pieces {
  readonly texts: readonly string[];
  /** Natural logarithms of their probabilities. */
  readonly scores: Float64Array;
}

/** Pruning stops short of the goal by this factor; the rest is decided by probability alone, as SentencePiece does. */
const MARGIN = 1.1;

/**
 * Learns a unigram vocabulary (Kudo 2018, section 3.2; details as in SentencePiece's trainer): start from all frequent substrings of
 * words, estimate their probabilities by expectation and maximization, drop those whose loss costs the text's likelihood least, and
 * repeat. It works on the byte-level alphabet, so that any text can be spelt and any published library reads the result.
 * @throws TokenizerError `tokenizer.no-text`, `tokenizer.vocabulary-too-small`
 */
export async function learnUnigram(
  texts: readonly string[],
  {
    vocabularySize,
    maximumPieceLength = 16,
    shrinkingFactor = 0.75,
    iterations = 2,
    seedSize = Math.max(20_000, 10 * vocabularySize),
    onProgress,
  }: UnigramOptions,
): Promise<TokenizerJson> {
  const bytes = BYTE_ALPHABET.length;
  if (vocabularySize < bytes) throw tooSmall(vocabularySize);
  const report = createReporter(onProgress ? { onProgress } : {});
  const counts = await countWords(texts, report, 0.15);
  let pieces = await seedPieces(counts, { maximumPieceLength, seedSize }, (done) => report(0.15 + 0.25 * done, 1));
  const words = readTrainingWords(counts);

  const goal = Math.max(vocabularySize, Math.floor((vocabularySize - bytes) * MARGIN) + bytes);
  const rounds = Math.max(1, Math.ceil(Math.log(pieces.texts.length / goal) / -Math.log(shrinkingFactor)));
  for (let round = 0; ; round++) {
    const from = 0.4 + 0.6 * Math.min(1, round / (rounds + 1));
    for (let iteration = 0; iteration < iterations; iteration++)
      pieces = await estimate(pieces, words, vocabularySize, () => report(from, 1));
    if (pieces.texts.length <= goal) break;
    const kept = Math.max(goal, Math.floor(pieces.texts.length * shrinkingFactor));
    pieces = await prune(pieces, words, kept, () => report(from, 1));
  }

  return {
    ...PLAIN,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: true, use_regex: true },
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: { type: 'Unigram', unk_id: null, byte_fallback: false, vocab: finish(pieces, vocabularySize) },
  };
}

/** The bytes in the order of GPT-2, then the most likely pieces, the likeliest first. */
function finish({ texts, scores }: Pieces, vocabularySize: number): [string, number][] {
  const bytes = BYTE_ALPHABET.length;
  // Six decimals read the same in every library's parser, and no cut depends on more.
  const all = texts.map((text, id): [string, number] => [text, Math.round((scores[id] ?? 0) * 1e6) / 1e6]);
  const learned = all.slice(bytes).sort(([a, scoreA], [b, scoreB]) => scoreB - scoreA || (a < b ? -1 : 1));
  return [...all.slice(0, bytes), ...learned.slice(0, vocabularySize - bytes)];
}
