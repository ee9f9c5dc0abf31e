import type { Kind } from './kind';
import type { Passage } from './passages';

/** A passage that was found. */
export interface Hit {
  readonly passage: Passage;
  /** The passage's place in the index: the same passage has the same in every search. */
  readonly place: number;
  /** What it is ordered by; of one search only. */
  readonly score: number;
  /** Where it stood by words alone and by meaning alone, from 1 on; left out where it was not found so. */
  readonly byWords?: number;
  readonly byMeaning?: number;
  /** Words of the query in the passage's text, from the first code unit to behind the last. */
  readonly matches: readonly (readonly [start: number, end: number])[];
}

/** What was found for a query, the best first: the first is cited as [1]. */
export interface Found {
  readonly query: string;
  readonly hits: readonly Hit[];
  /** What a language model made of it, where one was asked. */
  readonly answer?: string;
  /** The numbers that the answer cites, of those that there are. */
  readonly cited?: readonly number[];
}

export interface Hits {
  readonly found: readonly Found[];
}

/** Passages that were found, with the places that they come from. */
export const hits: Kind<Hits> = {
  name: 'hits',
  of: [],
  title: 'Found passages',
  phrase: 'passages that were found',
  family: 'data',
};
