import type { Kind } from './kind';

/** Something that was asked for or found: words, a picture, or a picture with its caption. `picture` is its place among the pictures. */
export interface Ranked {
  readonly words?: string;
  readonly picture?: number;
}

/** What was found, with the cosine that it is ordered by, or written, without one; `right` where it is known whether it belongs to the query. */
export interface RankedFind extends Ranked {
  readonly score?: number;
  readonly right?: boolean;
}

/** Queries, each with what was found for it, the best first; and all the pictures that are meant, `count` of `shape` (0 … 1). */
export interface Ranking {
  readonly shape: readonly number[];
  readonly count: number;
  readonly data: Float32Array;
  readonly queries: readonly { readonly asked: Ranked; readonly found: readonly RankedFind[] }[];
}

/** Pictures found by words, and words by pictures. */
export const ranking: Kind<Ranking> = {
  name: 'ranking',
  of: [],
  title: 'Ranking',
  phrase: 'pictures and words that were found',
  family: 'data',
};
