import type { Triples } from '@/graph';

export interface CompareOptions {
  /** A fact counts in each source that says it, or once in the whole graph. */
  readonly by: 'text' | 'graph';
  readonly types: boolean;
}

export interface Counts {
  readonly right: number;
  readonly found: number;
  readonly all: number;
}

export interface Comparison extends Counts {
  readonly byRelation: ReadonlyMap<string, Counts>;
  /** In words, with the text that says it or was read so. */
  readonly missed: readonly string[];
  readonly made: readonly string[];
}

interface Fact {
  readonly key: string;
  readonly relation: string;
  readonly words: string;
}

/** Holds facts against those that are right. An entity is known by its name, or any of its other names in the graph that is right. */
export function compareTriples(made: Triples, right: Triples, options: CompareOptions): Comparison {
  const canonical = canonicalNames(right, options.types);
  const [found, all] = [factsOf(made, canonical, options), factsOf(right, canonical, options)];
  const counts = new Map<string, { right: number; found: number; all: number }>();
  const of = (relation: string) => {
    const known = counts.get(relation) ?? { right: 0, found: 0, all: 0 };
    counts.set(relation, known);
    return known;
  };
  for (const [key, { relation }] of found) {
    of(relation).found += 1;
    if (all.has(key)) of(relation).right += 1;
  }
  for (const { relation } of all.values()) of(relation).all += 1;
  const total = (part: keyof Counts) => [...counts.values()].reduce((sum, one) => sum + one[part], 0);
  const without = (these: ReadonlyMap<string, Fact>, others: ReadonlyMap<string, Fact>) =>
    [...these.values()].flatMap(({ key, words }) => (others.has(key) ? [] : [words]));
  return {
    right: total('right'),
    found: total('found'),
    all: total('all'),
    byRelation: new Map([...counts].sort(([a], [b]) => (a < b ? -1 : 1))),
    missed: without(all, found),
    made: without(found, all),
  };
}

/** Precision, recall and their harmonic mean (van Rijsbergen 1979); each 0 where it has nothing to count. */
export function scoresOf({ right, found, all }: Counts) {
  const precision = found === 0 ? 0 : right / found;
  const recall = all === 0 ? 0 : right / all;
  return { precision, recall, f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall) };
}

type Canonical = (name: string, type: string | undefined) => string;

function canonicalNames({ entities }: Triples, types: boolean): Canonical {
  const owners = new Map<string, string>();
  const keyOf = (name: string, type: string | undefined) => `${types ? (type ?? '') : ''}\0${name}`;
  for (const { name, type, aliases } of entities)
    for (const alias of aliases ?? []) owners.set(keyOf(alias, type), keyOf(name, type));
  // Who has a name as the first has it, whoever else is called so too.
  for (const { name, type } of entities) owners.delete(keyOf(name, type));
  return (name, type) => owners.get(keyOf(name, type)) ?? keyOf(name, type);
}

function factsOf({ entities, triples, sources }: Triples, canonical: Canonical, { by }: CompareOptions) {
  const facts = new Map<string, Fact>();
  for (const one of triples) {
    const [from, to] = [entities[one.subject], entities[one.object]];
    if (!from || !to) continue;
    const said = by === 'graph' || !one.sources?.length ? [''] : one.sources.map((place) => sources[place] ?? '');
    for (const text of said) {
      const key = [text, canonical(from.name, from.type), one.relation, canonical(to.name, to.type)].join('\u0001');
      const words = `${from.name} ${one.relation} ${to.name}${text === '' ? '' : `, of “${text}”`}`;
      facts.set(key, { key, relation: one.relation, words });
    }
  }
  return facts;
}
