import type { Mention, Word } from './words';

/** Numbers that stand for a word: the signs of the bits of its hash (feature hashing; Weinberger et al. 2009), so that no list of words is needed. */
const WORD = 32;
const ENDING = 16;
const SHAPE = 6;
/** Words on both sides of one that is tagged. */
const AROUND = 3;
const TAGGED = WORD + ENDING + SHAPE;
/** Numbers that a word is tagged by: of itself and of those around it, what it is, how it ends, how it is written. */
export const TAG_FEATURES = (2 * AROUND + 1) * TAGGED;

/** Words before and behind the names of a pair. */
const [BEFORE_FIRST, BEHIND_FIRST, BEFORE_SECOND, BEHIND_SECOND] = [3, 4, 7, 3];
const FLAGS = 11;
/** Numbers that a pair of names is judged by: the words around both, in which names stand as their types, both types together, and how far they are apart. */
export const PAIR_FEATURES = (BEFORE_FIRST + BEHIND_FIRST + BEFORE_SECOND + BEHIND_SECOND + 3) * WORD + FLAGS;

const PRONOUNS = new Set(['he', 'she', 'it', 'they']);

/** What each word of a text is tagged by: rows of {@link TAG_FEATURES}. A name’s own letters count little: what stands around it and how it ends tells what it is. */
export function tagFeatures(words: readonly Word[]): Float32Array {
  const each = words.map((word, at) => featuresOf(word.text, at === 0 || isEnd(words[at - 1]?.text)));
  const rows = new Float32Array(words.length * TAG_FEATURES);
  for (const at of words.keys())
    for (let by = -AROUND; by <= AROUND; by++)
      rows.set(each[at + by] ?? BEYOND, at * TAG_FEATURES + (by + AROUND) * TAGGED);
  return rows;
}

function featuresOf(word: string, begins: boolean): Float32Array {
  const features = new Float32Array(TAGGED);
  const first = word.charAt(0);
  const isCapital = first !== first.toLowerCase();
  // A long word with a capital is likely part of a name: which one, nobody is to learn by heart. Its ending tells what others it is like.
  if (!isCapital || word.length <= 3) addCode(features, 0, WORD, word.toLowerCase());
  if (word.length > 3) addCode(features, WORD, ENDING, `-${word.slice(-3).toLowerCase()}`);
  const shape = [isCapital, begins, /^\p{L}\.?$/u.test(word), /\p{N}/u.test(word), !/[\p{L}\p{N}]/u.test(word), false];
  features.set(shape.map(Number), WORD + ENDING);
  return features;
}

/** Before the beginning and behind the end. */
const BEYOND = new Float32Array(TAGGED);
BEYOND[TAGGED - 1] = 1;

const isEnd = (word: string | undefined): boolean => word === '.' || word === '!' || word === '?';

/** What two mentions of a text are judged by, the first before the second in the list. */
export function pairFeatures(
  words: readonly Word[],
  mentions: readonly Mention[],
  first: number,
  second: number,
): Float32Array {
  const features = new Float32Array(PAIR_FEATURES);
  const symbols = symbolsOf(words, mentions, first, second);
  const [at, to] = [symbols.places[first] ?? 0, symbols.places[second] ?? 0];
  let place = 0;
  const add = (symbol: string | undefined) => {
    if (symbol !== undefined) addCode(features, place, WORD, symbol);
    place += WORD;
  };
  for (let by = BEFORE_FIRST; by > 0; by--) add(symbols.all[at - by]);
  for (let by = 0; by <= BEHIND_FIRST; by++) add(symbols.all[at + by]);
  for (let by = BEFORE_SECOND; by > 0; by--) add(symbols.all[to - by]);
  for (let by = 0; by <= BEHIND_SECOND; by++) add(symbols.all[to + by]);
  // What may hold between two is first of all a question of their types.
  add(`${mentions[first]?.type} | ${mentions[second]?.type}`);
  const between = symbols.all.slice(at + 1, to);
  const apart = second - first - 1;
  const distance = to - at;
  features.set(
    [
      apart === 0,
      apart === 1,
      apart === 2,
      apart > 2,
      distance <= 3,
      distance > 3 && distance <= 6,
      distance > 6 && distance <= 10,
      distance > 10,
      first === 0,
      between.some(isEnd),
      between.some((symbol) => PRONOUNS.has(symbol)),
    ].map(Number),
    place,
  );
  return features;
}

/** A text in which each mention is one symbol, that of its type; the two of the pair are marked. */
function symbolsOf(words: readonly Word[], mentions: readonly Mention[], first: number, second: number) {
  const all: string[] = [];
  const places: number[] = [];
  for (let at = 0; at < words.length; at++) {
    const index = mentions.findIndex(({ from }) => from === at);
    const mention = mentions[index];
    if (!mention) {
      all.push((words[at]?.text ?? '').toLowerCase());
      continue;
    }
    places[index] = all.length;
    all.push(`<${index === first ? 'first ' : index === second ? 'second ' : ''}${mention.type}>`);
    at = mention.to - 1;
  }
  return { all, places };
}

/** Adds ± ½ for each bit of a text’s hash. */
function addCode(features: Float32Array, from: number, length: number, text: string): void {
  let bits = hashOf(text);
  for (let bit = 0; bit < length; bit++) {
    features[from + bit] = bits & 1 ? 0.5 : -0.5;
    bits >>>= 1;
  }
}

/** FNV-1a with the final mixing of murmur3, so that every bit depends on every letter. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
