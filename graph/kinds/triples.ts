import type { Kind } from './kind';

/** Somebody or something that facts are about. */
export interface Entity {
  readonly name: string;
  /** `person`, `place`; left out where nobody said. `value` is no thing but a text or a number. */
  readonly type?: string;
  /** Other names of the same. */
  readonly aliases?: readonly string[];
  /** Where a file gave it an address of its own. */
  readonly iri?: string;
}

/** A fact: subject and object are places in the list of entities. */
export interface Triple {
  readonly subject: number;
  readonly relation: string;
  readonly object: number;
  /** The texts that say so, as places in the list of sources. */
  readonly sources?: readonly number[];
  /** How sure it is, 0 to 1, where something guessed it. */
  readonly sureness?: number;
  /** In a process: how often it was so, and the median of the seconds in between. */
  readonly count?: number;
  readonly seconds?: number;
}

/** A knowledge graph. */
export interface Triples {
  readonly entities: readonly Entity[];
  readonly triples: readonly Triple[];
  /** What was said, a sentence or two each; also what says nothing. */
  readonly sources: readonly string[];
  /** The addresses of relations that came with one, by their names. */
  readonly iris?: Readonly<Record<string, string>>;
  /** What types and relations there may be, where more is known than those that occur. */
  readonly vocabulary?: { readonly types: readonly string[]; readonly relations: readonly string[] };
}

/** Entities, and what holds between them. */
export const triples: Kind<Triples> = {
  name: 'triples',
  of: [],
  title: 'Knowledge graph',
  phrase: 'a knowledge graph',
  family: 'data',
  savedAs: { graphml: 'Save as GraphML', ntriples: 'Save as N-Triples', csv: 'Save as CSV' },
};
