import type { Random } from '@/ml/random';

/** A fact, or a question that nothing answers. */
export interface Fact {
  readonly subject: string;
  readonly attribute: string;
  /** Null where nobody knows. */
  readonly value: string | null;
  readonly question: string;
}

/** What the documents say, which facts and questions there are. */
export interface World {
  readonly facts: readonly Fact[];
  /** The sentences that tell of a fact. */
  readonly sentences: (fact: Fact) => readonly string[];
}

interface Attribute {
  readonly name: string;
  /** With {s} for who is asked about. */
  readonly question: string;
  /** With {s} and {v}. */
  readonly sentences: readonly string[];
  readonly values: readonly string[];
}

const JOBS = ['baker', 'glazier', 'ferryman', 'weaver', 'smith', 'teacher', 'doctor', 'carpenter', 'potter', 'tailor'];
const FOODS = ['plums', 'cheese', 'dumplings', 'honey', 'mushrooms', 'pancakes', 'lentils', 'cherries', 'trout'];
const ANIMALS = ['goat', 'falcon', 'tortoise', 'donkey', 'hedgehog', 'parrot', 'greyhound', 'ferret', 'goose'];
const GOODS = ['lace', 'clocks', 'salt', 'kites', 'violins', 'candles', 'saffron', 'paper', 'bells'];
const METALS = ['silver', 'bronze', 'copper', 'iron', 'pewter', 'brass', 'tin'];
const THINGS = ['lantern', 'compass', 'goblet', 'mirror', 'key', 'crown', 'whistle'];
const STARTS = ['Ba', 'Do', 'Fe', 'Ga', 'Hu', 'Ki', 'Lo', 'Mi', 'Na', 'Pe', 'Ra', 'Su', 'Ta', 'Vo', 'Ze'];
const MIDDLES = ['la', 'ne', 'ri', 'so', 'tu', 'va', 'mi', 'do', 'ku', 'be'];
const [PEOPLE_ENDS, PLACE_ENDS] = [
  ['n', 's', 'l', 'r', 'm'],
  ['burg', 'ford', 'mouth', 'stead', 'wick'],
];

/** A world of people, places and things. Each attribute has values of its own, so that a value tells what a claim is about. */
export function makeWorld(people: number, unknownShare: number, random: Random): World {
  const used = new Set<string>();
  const named = (ends: readonly string[]): string => {
    for (let more = 0; ; more++) {
      const middle = Array.from({ length: 1 + (more >> 5) }, () => pick(MIDDLES, random)).join('');
      const name = pick(STARTS, random) + middle + pick(ends, random);
      if (used.has(name)) continue;
      used.add(name);
      return name;
    }
  };
  const several = (count: number, make: () => string) => Array.from({ length: Math.max(2, count) }, make);
  const persons = several(people, () => named(PEOPLE_ENDS));
  const places = several(people / 4, () => named(PLACE_ENDS));
  const things = several(people / 2, () => `${pick(THINGS, random)} of ${named(PLACE_ENDS)}`);
  const families: readonly (readonly [readonly string[], () => string, readonly Attribute[]])[] = [
    [
      persons,
      () => named(PEOPLE_ENDS),
      [
        {
          name: 'home',
          question: 'Where does {s} live?',
          sentences: ['{s} lives in {v}.', 'The home of {s} is in {v}.'],
          values: places,
        },
        {
          name: 'work',
          question: 'What is the work of {s}?',
          sentences: ['{s} works as a {v}.', 'The work of {s} is that of a {v}.'],
          values: JOBS,
        },
        {
          name: 'food',
          question: 'What does {s} like to eat?',
          sentences: ['{s} likes to eat {v}.', 'What {s} eats most is {v}.'],
          values: FOODS,
        },
        {
          name: 'animal',
          question: 'Which animal has {s}?',
          sentences: ['{s} has a {v}.', 'The animal of {s} is a {v}.'],
          values: ANIMALS,
        },
      ],
    ],
    [
      places,
      () => named(PLACE_ENDS),
      [
        {
          name: 'goods',
          question: 'What is {s} known for?',
          sentences: ['{s} is known for its {v}.', 'People come to {s} for its {v}.'],
          values: GOODS,
        },
      ],
    ],
    [
      things,
      () => `${pick(THINGS, random)} of ${named(PLACE_ENDS)}`,
      [
        {
          name: 'owner',
          question: 'Who owns the {s}?',
          sentences: ['The {s} belongs to {v}.', '{v} owns the {s}.'],
          values: persons,
        },
        {
          name: 'metal',
          question: 'What is the {s} made of?',
          sentences: ['The {s} is made of {v}.', 'Of {v} is the {s}.'],
          values: METALS,
        },
      ],
    ],
  ];
  const facts: Fact[] = [];
  const told = new Map<string, readonly string[]>();
  for (const [subjects, stranger, attributes] of families)
    for (const subject of subjects)
      for (const attribute of attributes) {
        // Half of what cannot be answered is about who does not exist, half is what nobody says of who does.
        const unknown = random.next() < unknownShare;
        const who = unknown && random.next() < 0.5 ? stranger() : subject;
        facts.push({
          subject: who,
          attribute: attribute.name,
          value: unknown ? null : pick(attribute.values, random),
          question: attribute.question.replace('{s}', who),
        });
        told.set(attribute.name, attribute.sentences);
      }
  return {
    facts,
    sentences: ({ subject, attribute, value }) =>
      value === null
        ? []
        : (told.get(attribute) ?? []).map((sentence) => sentence.replace('{s}', subject).replace('{v}', value)),
  };
}

const pick = (some: readonly string[], random: Random): string => some[random.int(some.length)] ?? '';
