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
  for (const relation of RELATIONS)
    for (const subject of byType[relation.from]) {
      if (random.next() >= relation.share) continue;
      const among = byType[relation.to];
      const object = among[random.int(among.length)];
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
