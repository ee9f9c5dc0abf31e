import type { Kind } from './kind';

/** A piece of a document, and where it came from. */
export interface Passage {
  readonly text: string;
  /** The document's place among those that were split, from 0 on. */
  readonly document: number;
  /** How people call the document: its heading, or its number. */
  readonly title: string;
  /** In UTF-16 code units of the document, from the first to behind the last: `document.slice(start, end)` is the text. */
  readonly start: number;
  readonly end: number;
}

export interface Passages {
  readonly passages: readonly Passage[];
}

/** Documents in pieces that are short enough to be found and read. */
export const passages: Kind<Passages> = {
  name: 'passages',
  of: [],
  title: 'Passages',
  phrase: 'passages of documents',
  family: 'data',
};
