import { type Postings, textsWith } from './postings';

export interface Bm25 {
  /** How soon a term that stands there often counts no more. */
  readonly k1: number;
  /** How much long texts are held back: 0 not at all, 1 in full. */
  readonly b: number;
}

/** What Lucene takes unless told otherwise. */
export const BM25_USUAL: Bm25 = { k1: 1.2, b: 0.75 };

/**
 * What each text is worth to a query (Robertson & Zaragoza 2009, eq. 3.15), with the inverse document frequency ln(1 + (N − n + ½) / (n + ½)) that is never
 * below 0, as in Lucene. `query` holds numbers of terms; one that is asked twice counts twice.
 */
export function bm25Scores(
  postings: Omit<Postings, 'terms'>,
  query: readonly number[],
  { k1, b }: Bm25 = BM25_USUAL,
): Float64Array {
  const { starts, passages, frequencies, lengths } = postings;
  const scores = new Float64Array(lengths.length);
  const mean = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length);
  for (const term of query) {
    const weight = inverseFrequency(lengths.length, textsWith(postings, term));
    for (let at = starts[term] ?? 0; at < (starts[term + 1] ?? 0); at++) {
      const passage = passages[at] ?? 0;
      const often = frequencies[at] ?? 0;
      const held = k1 * (1 - b + (b * (lengths[passage] ?? 0)) / mean);
      scores[passage] = (scores[passage] ?? 0) + (weight * often * (k1 + 1)) / (often + held);
    }
  }
  return scores;
}

const inverseFrequency = (texts: number, having: number): number => Math.log1p((texts - having + 0.5) / (having + 0.5));
