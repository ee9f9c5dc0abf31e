import { BYTE_ALPHABET, toByteLevel } from '../bytes';
import type { Pieces } from './unigram';
import type { WordCounts } from './word-counts';

interface SeedOptions {
  readonly maximumPieceLength: number;
  readonly seedSize: number;
}

/** Rarer substrings are no candidates. */
const LEAST = 2;

/**
 * The pieces to start from: the 256 bytes, and the substrings of words with the highest frequency × length that occur at least twice.
 * A substring can only be frequent if both shorter ones it is made of are, so lengths are gone through one by one, and only places where
 * both were frequent are looked at again (Agrawal & Srikant 1994).
 */
export async function seedPieces(
  counts: WordCounts,
  { maximumPieceLength, seedSize }: SeedOptions,
  report: (done: number) => Promise<void> | undefined,
): Promise<Pieces> {
  const words = [...counts].map(([text, count]) => ({ text, count, starts: characterStarts(text) }));
  // By word: at which characters a frequent substring of the current length begins.
  let alive = words.map(({ starts }) => new Uint8Array(starts.length - 1).fill(1));
  const found: { readonly text: string; readonly count: number; readonly score: number }[] = [];
  for (let length = 1; length <= maximumPieceLength; length++) {
    const frequency = new Map<string, number>();
    const eachPlace = (visit: (substring: string, count: number, word: number, at: number) => void) => {
      words.forEach(({ text, count, starts }, word) => {
        const places = alive[word];
        for (let at = 0; at + length < starts.length; at++) {
          if (!places?.[at] || (length > 1 && !places[at + 1])) continue;
          visit(text.slice(starts[at], starts[at + length]), count, word, at);
        }
      });
    };
    eachPlace((substring, count) => frequency.set(substring, (frequency.get(substring) ?? 0) + count));
    await report(length / maximumPieceLength);
    const next = words.map(({ starts }) => new Uint8Array(starts.length - 1));
    let any = false;
    eachPlace((substring, _, word, at) => {
      if ((frequency.get(substring) ?? 0) < LEAST) return;
      const places = next[word];
      if (places) places[at] = 1;
      any = true;
    });
    for (const [text, count] of frequency)
      if (count >= LEAST && toByteLevel(text).length > 1) found.push({ text, count, score: count * length });
    alive = next;
    if (!any) break;
    await report(length / maximumPieceLength);
  }
  found.sort((a, b) => b.score - a.score || (a.text < b.text ? -1 : 1));
  const chosen = found.slice(0, Math.max(0, seedSize - BYTE_ALPHABET.length));
  const byteFrequency = countBytes(counts);
  const frequencies = [...byteFrequency, ...chosen.map(({ score }) => score)];
  const total = Math.log(frequencies.reduce((sum, count) => sum + count, 0));
  return {
    texts: [...BYTE_ALPHABET, ...chosen.map(({ text }) => toByteLevel(text))],
    scores: Float64Array.from(frequencies, (count) => Math.log(count) - total),
  };
}

/** Where the characters (code points) of a word begin, and where it ends. */
function characterStarts(text: string): Int32Array {
  const starts: number[] = [];
  for (let at = 0; at < text.length; at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1) starts.push(at);
  starts.push(text.length);
  return Int32Array.from(starts);
}

/** How often each byte occurs, at least once, in the order of the alphabet. */
function countBytes(counts: WordCounts): number[] {
  const byUnit = new Float64Array(512);
  for (const [word, count] of counts) {
    const written = toByteLevel(word);
    for (let at = 0; at < written.length; at++)
      byUnit[written.charCodeAt(at)] = (byUnit[written.charCodeAt(at)] ?? 0) + count;
  }
  return BYTE_ALPHABET.map((character) => Math.max(1, byUnit[character.charCodeAt(0)] ?? 0));
}
