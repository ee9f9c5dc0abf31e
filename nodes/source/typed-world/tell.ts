import type { Random } from '@/ml/random';
import { BESIDE } from './relations';
import type { Fact, Thing, TypedWorld } from './world';

/** A sentence or two, what they say, and whom they name besides. */
export interface Told {
  readonly text: string;
  readonly facts: readonly Fact[];
  readonly named: readonly Thing[];
  /** How it is built and of which relations it tells: two of one combination differ in names and words alone. */
  readonly combination: string;
}

/** Tells about a world in many wordings: one fact, two or three of one subject, one after another along a chain, side by side, and what is no fact. */
export function createTeller(world: TypedWorld, random: Random): () => Told {
  const pick = <Item>(some: readonly Item[]): Item | undefined => some[random.int(some.length)];
  const says = ({ subject, relation, object }: Fact): string =>
    (pick(relation.says) ?? '').replace('{o}', object.name).replace('{parent}', subject.she ? 'mother' : 'father');
  const fill = (words: string, { subject, object }: Fact): string =>
    capital(
      words
        .replace('{s}', subject.name)
        .replace('{o}', object.name)
        .replace('{parent}', subject.she ? 'mother' : 'father'),
    );
  const who = ({ type }: Thing) => (type === 'person' ? 'who' : 'which');
  const they = ({ type, she }: Thing) => (type !== 'person' ? 'It' : she ? 'She' : 'He');
  const many = world.things.filter((thing) => world.factsOf(thing).length > 1);

  type Way = readonly [name: string, tell: (facts: readonly Fact[], first: Fact, second: Fact) => string];
  const pairs: readonly Way[] = [
    ['and', (_, a, b) => `${a.subject.name} ${says(a)} and ${says(b)}.`],
    ['who', (_, a, b) => `${a.subject.name}, ${who(a.subject)} ${says(a)}, ${says(b)}.`],
    ['before', (_, a, b) => `${fill(pick(a.relation.before) ?? '', a)}, ${a.subject.name} ${says(b)}.`],
    ['they', (_, a, b) => `${a.subject.name} ${says(a)}. ${they(a.subject)} ${says(b)}.`],
    ['also', (_, a, b) => `${a.subject.name} ${says(a)}. ${they(a.subject)} also ${says(b)}.`],
  ];
  const about = (thing: Thing, count: number): Fact[] => random.shuffle([...world.factsOf(thing)]).slice(0, count);
  const told = (way: string, text: string, facts: readonly Fact[], named: readonly Thing[] = []): Told => ({
    text,
    facts,
    named,
    combination: `${way}: ${facts.map(({ relation }) => relation.name).join(', ')}`,
  });

  const ways: readonly (readonly [weight: number, tell: () => Told | undefined])[] = [
    [
      3,
      () => {
        const fact = pick(world.facts);
        return fact && told('alone', `${fact.subject.name} ${says(fact)}.`, [fact]);
      },
    ],
    [
      2,
      () => {
        const fact = pick(world.facts);
        return fact && told('turned', fill(pick(fact.relation.turned) ?? '', fact), [fact]);
      },
    ],
    [
      5,
      () => {
        const [way, thing] = [pick(pairs), pick(many)];
        const facts = thing ? about(thing, 2) : [];
        const [a, b] = facts;
        return way && a && b && told(way[0], way[1](facts, a, b), facts);
      },
    ],
    [
      1.5,
      () => {
        const thing = pick(many);
        const facts = thing ? about(thing, 3) : [];
        const [a, b, c] = facts;
        return a && b && c && told('three', `${a.subject.name} ${says(a)}, ${says(b)} and ${says(c)}.`, facts);
      },
    ],
    [
      2,
      () => {
        const a = pick(world.facts);
        const b = a && pick(world.factsOf(a.object));
        return a && b && told('chain', `${a.subject.name} ${says(a)}, ${who(b.subject)} ${says(b)}.`, [a, b]);
      },
    ],
    [
      1,
      () => {
        const [a, b] = [pick(world.facts), pick(world.facts)];
        if (!a || !b || new Set([a.subject, a.object, b.subject, b.object]).size < 4) return undefined;
        return told('while', `${a.subject.name} ${says(a)}, while ${b.subject.name} ${says(b)}.`, [a, b]);
      },
    ],
    [
      1.5,
      () => {
        const beside = pick(BESIDE);
        if (!beside) return undefined;
        const [from, to, words] = beside;
        const subject = pick(world.things.filter(({ type }) => type === from));
        const object = pick(world.things.filter(({ type }) => type === to));
        if (!subject || !object || subject === object) return undefined;
        const nothing = words.replace('{o}', object.name);
        const fact = random.next() < 0.6 ? pick(world.factsOf(subject)) : undefined;
        if (!fact || fact.object === object)
          return told('nothing', `${subject.name} ${nothing}.`, [], [subject, object]);
        const text =
          random.next() < 0.5
            ? `${subject.name} ${nothing}, but ${says(fact)}.`
            : `${subject.name} ${says(fact)} and ${nothing}.`;
        return told('beside', text, [fact], [object]);
      },
    ],
  ];
  const total = ways.reduce((sum, [weight]) => sum + weight, 0);
  return () => {
    for (;;) {
      let at = random.next() * total;
      const way = ways.find(([weight]) => {
        at -= weight;
        return at < 0;
      });
      const one = way?.[1]();
      if (one) return one;
    }
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
