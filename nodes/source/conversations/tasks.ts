import type { Conversation } from '@/graph';
import type { Random } from '@/ml/random';

/** What the built-in conversations are about. */
export type TaskFamily = 'arithmetic' | 'words' | 'facts';

type Exchange = readonly [question: string, answer: string];

export const NAMES = ['Anna', 'Ben', 'Cara', 'Dan', 'Ella', 'Finn', 'Gita', 'Hugo', 'Ida', 'Jon', 'Kim', 'Leo'];
export const THINGS = ['ball', 'book', 'cat', 'drum', 'hat', 'kite', 'lamp', 'map', 'pen', 'ring', 'spoon', 'violin'];
const COLOURS = ['red', 'blue', 'green', 'white', 'black', 'yellow'];
const PLACES = ['garden', 'kitchen', 'school', 'wood', 'harbour', 'market'];

const TASKS: Readonly<Record<TaskFamily, readonly ((random: Random) => Exchange)[]>> = {
  arithmetic: [
    (random) => {
      const [a, b] = [random.int(20), random.int(20)];
      return [`What is ${a} plus ${b}?`, `${a + b}`];
    },
    (random) => {
      const [a, b] = [random.int(20), random.int(20)];
      return [`What is ${Math.max(a, b)} minus ${Math.min(a, b)}?`, `${Math.abs(a - b)}`];
    },
    (random) => {
      const [a, b] = [random.int(100), random.int(100)];
      return [`Which is more, ${a} or ${b}?`, `${Math.max(a, b)}`];
    },
  ],
  words: [
    (random) => {
      const word = pick(THINGS, random);
      return [`Write "${word}" backwards.`, [...word].reverse().join('')];
    },
    (random) => {
      const word = pick(THINGS, random);
      return [`How many letters has "${word}"?`, `${word.length}`];
    },
    (random) => {
      const word = pick(THINGS, random);
      return [`Which letter does "${word}" begin with?`, word.charAt(0)];
    },
    (random) => {
      const word = pick(THINGS, random);
      return [`Write "${word}" in capitals.`, word.toUpperCase()];
    },
  ],
  facts: [
    (random) => {
      const [name, colour, thing] = [pick(NAMES, random), pick(COLOURS, random), pick(THINGS, random)];
      return [`${name} has a ${colour} ${thing}. What colour is the ${thing}?`, colour];
    },
    (random) => {
      const [name, place] = [pick(NAMES, random), pick(PLACES, random)];
      return [`${name} is in the ${place}. Where is ${name}?`, `In the ${place}.`];
    },
    (random) => {
      const [name, other, thing] = [pick(NAMES, random), pick(NAMES, random), pick(THINGS, random)];
      return [`${name} gave the ${thing} to ${other}. Who has the ${thing} now?`, other];
    },
  ],
};

/** A small task and its answer, drawn from some families. */
export function makeConversation(families: readonly TaskFamily[], random: Random): Conversation {
  const [question, answer] = pick(TASKS[pick(families, random)], random)(random);
  return {
    messages: [
      { role: 'user', content: question },
      { role: 'assistant', content: answer },
    ],
  };
}

/** One of some items, drawn. @throws RangeError for none */
export function pick<Item>(items: readonly Item[], random: Random): Item {
  const found = items[random.int(items.length)];
  if (found === undefined) throw new RangeError('There is nothing to pick from.');
  return found;
}
