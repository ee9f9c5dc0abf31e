import type { Random } from '@/ml/random';
import { createNames, type EntityType } from './names';
import { RELATIONS, type Relation } from './relations';

export interface Thing {
  readonly name: string;
  readonly type: EntityType;
  /** Of a person: she, or else he. */
  readonly she: boolean;
}

export interface Fact {
  readonly subject: Thing;
  readonly relation: Relation;
  readonly object: Thing;
}

export interface TypedWorld {
  readonly things: readonly Thing[];
  readonly facts: readonly Fact[];
  /** The facts that a thing is the subject of. */
  readonly factsOf: (thing: Thing) => readonly Fact[];
}

/** How often a fact follows from others. */
const ORDER = 0.8;
/** Relations that others follow from, the last of these first. */
const FIRST = ['set in', 'born in', 'lives in', 'wrote', 'parent of', 'works for', 'based in'];

/** A world of so many people, with places, organisations and works; every fact keeps to the types of its relation. @param taken names that are given away */
export function makeWorld(people: number, random: Random, taken: Set<string>): TypedWorld {
  const name = createNames(random.split('names'), taken);
  const several = (type: EntityType, count: number): Thing[] =>
    Array.from({ length: Math.max(2, Math.round(count)) }, () => ({
      name: name(type),
      type,
      she: random.next() < 0.5,
    }));
  const byType: Readonly<Record<EntityType, readonly Thing[]>> = {
    person: several('person', people),
    place: several('place', people / 3),
    organisation: several('organisation', people / 3),
    work: several('work', people / 2),
  };
  const things = Object.values(byType).flat();
  const bySubject = new Map<Thing, Fact[]>(things.map((thing) => [thing, []]));
  const married = new Set<Thing>();
  const of = (thing: Thing | undefined, relation: string) =>
    thing && bySubject.get(thing)?.find((fact) => fact.relation.name === relation)?.object;
  const whose = (object: Thing, relation: string) =>
    [...bySubject.values()].flat().find((fact) => fact.object === object && fact.relation.name === relation)?.subject;
  /** Most live where they work, are born where a parent lives, and write of where they were born: a world without order could not be foretold. */
  const likely = (subject: Thing, relation: string): Thing | undefined => {
    if (random.next() >= ORDER) return undefined;
    if (relation === 'lives in') return of(of(subject, 'works for'), 'based in');
    if (relation === 'born in') return of(whose(subject, 'parent of'), 'lives in');
    if (relation === 'set in') return of(whose(subject, 'wrote'), 'born in');
    return undefined;
  };
  const inOrder = [...RELATIONS].sort((a, b) => FIRST.indexOf(b.name) - FIRST.indexOf(a.name));
  for (const relation of inOrder)
    for (const subject of byType[relation.from]) {
      if (random.next() >= relation.share) continue;
      const among = byType[relation.to];
      const object = likely(subject, relation.name) ?? among[random.int(among.length)];
      if (!object || object === subject) continue;
      // Nobody is the parent of whom they married, and a marriage has two.
      if (relation.name === 'married to') {
        if (married.has(subject) || married.has(object)) continue;
        married.add(subject).add(object);
      }
      if (bySubject.get(object)?.some((fact) => fact.object === subject)) continue;
      if (bySubject.get(subject)?.some((fact) => fact.object === object)) continue;
      bySubject.get(subject)?.push({ subject, relation, object });
    }
  return { things, facts: [...bySubject.values()].flat(), factsOf: (thing) => bySubject.get(thing) ?? [] };
}
