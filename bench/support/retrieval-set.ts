import type { Passage } from '@/graph';
import type { Random } from '@/ml/random';

/** One thing, in four words that share no stem. */
type Concept = readonly [string, string, string, string];

/** Who did what to what, where and why: twelve things each. */
const SLOTS: readonly (readonly Concept[])[] = [
  [
    ['doctor', 'physician', 'medic', 'clinician'],
    ['teacher', 'schoolmaster', 'tutor', 'instructor'],
    ['sailor', 'mariner', 'seaman', 'deckhand'],
    ['farmer', 'grower', 'ploughman', 'smallholder'],
    ['thief', 'burglar', 'robber', 'crook'],
    ['lawyer', 'attorney', 'solicitor', 'barrister'],
    ['cook', 'chef', 'caterer', 'baker'],
    ['soldier', 'trooper', 'infantryman', 'guardsman'],
    ['child', 'youngster', 'kid', 'infant'],
    ['writer', 'author', 'novelist', 'poet'],
    ['guard', 'watchman', 'sentry', 'warden'],
    ['merchant', 'trader', 'dealer', 'shopkeeper'],
  ],
  [
    ['repaired', 'mended', 'fixed', 'restored'],
    ['stole', 'swiped', 'pilfered', 'snatched'],
    ['bought', 'purchased', 'acquired', 'obtained'],
    ['hid', 'concealed', 'buried', 'stashed'],
    ['broke', 'smashed', 'shattered', 'wrecked'],
    ['found', 'discovered', 'uncovered', 'spotted'],
    ['painted', 'coloured', 'varnished', 'tinted'],
    ['carried', 'hauled', 'lugged', 'transported'],
    ['burned', 'scorched', 'charred', 'torched'],
    ['cleaned', 'washed', 'scrubbed', 'rinsed'],
    ['measured', 'gauged', 'weighed', 'sized'],
    ['lent', 'loaned', 'leased', 'rented'],
  ],
  [
    ['boat', 'vessel', 'dinghy', 'skiff'],
    ['lamp', 'lantern', 'torch', 'light'],
    ['coat', 'jacket', 'cloak', 'overcoat'],
    ['letter', 'note', 'message', 'missive'],
    ['horse', 'mare', 'stallion', 'pony'],
    ['chest', 'trunk', 'crate', 'box'],
    ['clock', 'timepiece', 'chronometer', 'watch'],
    ['picture', 'portrait', 'canvas', 'drawing'],
    ['knife', 'blade', 'dagger', 'cutlass'],
    ['coin', 'ducat', 'penny', 'shilling'],
    ['carriage', 'wagon', 'cart', 'coach'],
    ['ring', 'jewel', 'gem', 'brooch'],
  ],
  [
    ['harbour', 'port', 'dock', 'quay'],
    ['forest', 'wood', 'grove', 'thicket'],
    ['church', 'chapel', 'cathedral', 'abbey'],
    ['inn', 'tavern', 'alehouse', 'pub'],
    ['market', 'bazaar', 'fair', 'stalls'],
    ['cellar', 'basement', 'vault', 'crypt'],
    ['bridge', 'crossing', 'viaduct', 'footbridge'],
    ['hill', 'slope', 'ridge', 'mound'],
    ['river', 'stream', 'brook', 'creek'],
    ['school', 'academy', 'college', 'classroom'],
    ['prison', 'jail', 'gaol', 'dungeon'],
    ['garden', 'orchard', 'lawn', 'park'],
  ],
  [
    ['storm', 'tempest', 'gale', 'hurricane'],
    ['hunger', 'famine', 'starvation', 'dearth'],
    ['wedding', 'marriage', 'nuptials', 'betrothal'],
    ['debt', 'arrears', 'liability', 'mortgage'],
    ['quarrel', 'dispute', 'argument', 'feud'],
    ['illness', 'sickness', 'disease', 'fever'],
    ['wager', 'bet', 'gamble', 'stake'],
    ['frost', 'cold', 'ice', 'chill'],
    ['rumour', 'gossip', 'hearsay', 'tale'],
    ['tax', 'levy', 'toll', 'tariff'],
    ['jealousy', 'envy', 'spite', 'grudge'],
    ['festival', 'feast', 'celebration', 'carnival'],
  ],
];

export interface Question {
  readonly text: string;
  /** The place of the one passage that answers it. */
  readonly answer: number;
  readonly by: 'meaning' | 'number';
}

export interface RetrievalSet {
  readonly passages: readonly Passage[];
  readonly questions: readonly Question[];
}

/** How likely a question has a word of the passage, for each of the five but one. */
const SAME = 0.5;

/**
 * The annals of a made-up town. Each passage tells one thing that happened, who, what, to what, where and why, with a number of its own; no two tell the same.
 * Each of the five comes twice, half the time in another of its four words, as writers vary theirs. Two questions of three ask for what happened: of the five,
 * one in a word that is not in the passage, and each of the others so with a chance of one half. The third gives the passage’s number and says nothing else. So
 * nobody who only compares words finds all of the former, and nobody who only compares meaning the latter. What means the same is said nowhere: it has to be
 * learned from the passages.
 */
export function retrievalSet(count: number, asked: number, random: Random): RetrievalSet {
  const told = new Map<string, { readonly concepts: readonly Concept[]; readonly number: number }>();
  const numbers = random.shuffle(Array.from({ length: 9_000 }, (_, index) => 1_000 + index));
  while (told.size < count) {
    const drawn = SLOTS.map((slot) => random.int(slot.length));
    const concepts = drawn.flatMap((place, slot) => {
      const concept = SLOTS[slot]?.[place];
      return concept ? [concept] : [];
    });
    if (!told.has(drawn.join())) told.set(drawn.join(), { concepts, number: numbers[told.size] ?? 0 });
  }
  const used: string[][][] = [];
  const passages = [...told.values()].map(({ concepts, number }, document): Passage => {
    const words = concepts.map((concept) => wordsFor(concept, random));
    used.push(words.map((pair) => [...pair]));
    const text = tell(words, number, random);
    return { text, document, title: `Record ${number}`, start: 0, end: text.length };
  });
  const entries = [...told.values()];
  const questions = Array.from({ length: asked }, (_, index): Question => {
    const answer = random.int(count);
    const entry = entries[answer];
    if (!entry) throw new RangeError('there is no such passage');
    if (index % 3 === 2) return { text: `What is told in record ${entry.number}?`, answer, by: 'number' };
    const other = random.int(SLOTS.length);
    const words = entry.concepts.map((concept, slot) => {
      const there = used[answer]?.[slot] ?? [];
      const same = slot !== other && random.next() < SAME;
      const some = concept.filter((word) => there.includes(word) === same);
      return some[random.int(some.length)] ?? concept[0];
    });
    return { text: ask(words), answer, by: 'meaning' };
  });
  return { passages, questions };
}

/** What a thing is called at first, and again. */
function wordsFor(concept: Concept, random: Random): readonly [string, string] {
  const first = concept[random.int(concept.length)] ?? concept[0];
  const others = concept.filter((word) => word !== first);
  return [first, random.next() < 0.5 ? first : (others[random.int(others.length)] ?? first)];
}

type Words = readonly (readonly [string, string])[];

function tell(words: Words, number: number, random: Random): string {
  const [first, again] = [0, 1].map((time) => words.map((pair) => pair[time] ?? ''));
  const [who, did, what, where, why] = first ?? [];
  const [whom, done, thing, there, reason] = again ?? [];
  const begun = [
    `The ${who} ${did} a ${what} near the ${where}; they say it was because of the ${why}.`,
    `Because of a ${why}, a ${who} ${did} the ${what} by the ${where}.`,
    `It was at the ${where} that the ${who} ${did} somebody's ${what}, after the ${why}.`,
  ];
  const ended = [
    `Nobody at the ${there} had asked the ${whom}, but the ${reason} explains why the ${thing} was ${done}.`,
    `The ${thing} being ${done}, the ${whom} left the ${there} and spoke of the ${reason} no more.`,
    `When the ${reason} was over, people came to the ${there} to see the ${thing} that the ${whom} had ${done}.`,
  ];
  return `Record ${number}. ${begun[random.int(begun.length)]} ${ended[random.int(ended.length)]}`;
}

const ask = ([who, did, what, where, why]: readonly string[]): string =>
  `Was there a ${who} who ${did} some ${what} at the ${where} on account of the ${why}?`;
