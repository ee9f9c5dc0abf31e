import { BYTE_ALPHABET } from '../bytes';
import { createTrie } from '../trie';
import type { Pieces } from './unigram';
import type { TrainingWords } from './unigram-words';

/** Pieces that are expected less often than this in the whole text are dropped (SentencePiece's `kExpectedFrequencyThreshold`). */
const LEAST_EXPECTED = 0.5;
/** Bytes are never dropped; one that does not occur is given this expectation. */
const BYTE_EXPECTED = 0.5;
/** See `TrainingWords`: products of so many of these stay above the smallest number. */
const LEAST_PROBABILITY = 1e-9;
/** What keeps ψ finite for a piece that is only kept to reach the size asked for. */
const LEAST_COUNT = 0.1;
const STRIDE = 2_048;

/**
 * One step of expectation and maximization (Kudo 2018, section 3.2). E: how often each piece is expected over all ways to cut each word,
 * by the forward–backward algorithm. M: probabilities in proportion, each count lowered as a Dirichlet prior would (exp ψ, as
 * SentencePiece does), which drives rare pieces out; but `least` pieces are kept.
 */
export async function estimate(
  { texts, scores }: Pieces,
  words: TrainingWords,
  least: number,
  report: () => Promise<void> | undefined,
): Promise<Pieces> {
  const trie = createTrie(texts);
  const probability = scores.map((score) => Math.max(LEAST_PROBABILITY, Math.exp(score)));
  const expected = new Float64Array(texts.length);
  const forward = new Float64Array(words.longest + 1);
  const backward = new Float64Array(words.longest + 1);
  // The pieces found in a word, in the order of where they begin.
  const from = new Int32Array(words.longest * (words.longest + 1));
  const to = new Int32Array(from.length);
  const ids = new Int32Array(from.length);

  for (let word = 0; word < words.start.length; word++) {
    const start = words.start[word] ?? 0;
    const length = words.length[word] ?? 0;
    let found = 0;
    forward.fill(0, 0, length + 1);
    forward[0] = 1;
    for (let begin = 0; begin < length; begin++) {
      const before = forward[begin] ?? 0;
      let node = 0;
      for (let end = begin; end < length; ) {
        node = trie.step(node, words.units[start + end++] ?? 0);
        if (node < 0) break;
        const id = trie.idAt(node);
        if (id < 0) continue;
        forward[end] = (forward[end] ?? 0) + before * (probability[id] ?? 0);
        from[found] = begin;
        to[found] = end;
        ids[found++] = id;
      }
    }
    backward.fill(0, 0, length + 1);
    backward[length] = 1;
    const weight = (words.count[word] ?? 0) / (forward[length] ?? 1);
    for (let index = found - 1; index >= 0; index--) {
      const [begin, end, id] = [from[index] ?? 0, to[index] ?? 0, ids[index] ?? 0];
      const onward = (probability[id] ?? 0) * (backward[end] ?? 0);
      backward[begin] = (backward[begin] ?? 0) + onward;
      expected[id] = (expected[id] ?? 0) + weight * (forward[begin] ?? 0) * onward;
    }
    if (word % STRIDE === 0) await report();
  }
  return maximize(texts, expected, least);
}

function maximize(texts: readonly string[], expected: Float64Array, least: number): Pieces {
  const threshold = Math.min(LEAST_EXPECTED, [...expected].sort((a, b) => b - a)[least - 1] ?? 0);
  const kept: string[] = [];
  const counts: number[] = [];
  texts.forEach((text, id) => {
    const count = expected[id] ?? 0;
    if (id >= BYTE_ALPHABET.length && count < threshold) return;
    kept.push(text);
    counts.push(Math.max(count, id < BYTE_ALPHABET.length ? BYTE_EXPECTED : LEAST_COUNT));
  });
  const total = digamma(counts.reduce((sum, count) => sum + count, 0));
  return { texts: kept, scores: Float64Array.from(counts, (count) => digamma(count) - total) };
}

/** ψ(x) for x > 0: the recurrence up to 7, then the asymptotic series (Abramowitz & Stegun 6.3.5, 6.3.18). */
export function digamma(given: number): number {
  let x = given;
  let sum = 0;
  for (; x < 7; x++) sum -= 1 / x;
  const inverse = 1 / (x * x);
  const series = inverse * (1 / 12 - inverse * (1 / 120 - inverse * (1 / 252 - inverse * (1 / 240 - inverse / 132))));
  return sum + Math.log(x) - 1 / (2 * x) - series;
}
