/**
 * The stem of a word in small letters: Porter’s algorithm (1980) with the extensions of NLTK, which `rouge_score` uses.
 * Each step tries its endings in order, and takes the first that the word has.
 */
export function stem(word: string): string {
  const known = IRREGULAR[word];
  if (known) return known;
  if (word.length <= 2) return word;
  const singular = word.length === 4 && word.endsWith('ies') ? word.slice(0, -1) : first(word, PLURALS);
  const steps = [past, lastY, suffixes, (w: string) => first(w, STEP_3), (w: string) => first(w, STEP_4), lastE, lastL];
  return steps.reduce((left, step) => step(left), singular);
}

/** An ending, what takes its place, and what must hold of the word without it. */
type Rule = readonly [ending: string, replacement: string, holds?: (stem: string) => boolean];

const IRREGULAR: Readonly<Record<string, string>> = Object.assign(Object.create(null), {
  sky: 'sky',
  skies: 'sky',
  dying: 'die',
  lying: 'lie',
  tying: 'tie',
  news: 'news',
  innings: 'inning',
  inning: 'inning',
  outings: 'outing',
  outing: 'outing',
  cannings: 'canning',
  canning: 'canning',
  howe: 'howe',
  proceed: 'proceed',
  exceed: 'exceed',
  succeed: 'succeed',
});

const PLURALS: readonly Rule[] = [
  ['sses', 'ss'],
  ['ies', 'i'],
  ['ss', 'ss'],
  ['s', ''],
];

const some = (left: string) => measure(left) > 0;
const more = (left: string) => measure(left) > 1;

const STEP_2: readonly Rule[] = (
  [
    ['ational', 'ate'],
    ['tional', 'tion'],
    ['enci', 'ence'],
    ['anci', 'ance'],
    ['izer', 'ize'],
    ['bli', 'ble'],
    ['alli', 'al'],
    ['entli', 'ent'],
    ['eli', 'e'],
    ['ousli', 'ous'],
    ['ization', 'ize'],
    ['ation', 'ate'],
    ['ator', 'ate'],
    ['alism', 'al'],
    ['iveness', 'ive'],
    ['fulness', 'ful'],
    ['ousness', 'ous'],
    ['aliti', 'al'],
    ['iviti', 'ive'],
    ['biliti', 'ble'],
    ['fulli', 'ful'],
  ] as const
).map(([ending, replacement]): Rule => [ending, replacement, some]);

const STEP_3: readonly Rule[] = (
  [
    ['icate', 'ic'],
    ['ative', ''],
    ['alize', 'al'],
    ['iciti', 'ic'],
    ['ical', 'ic'],
    ['ful', ''],
    ['ness', ''],
  ] as const
).map(([ending, replacement]): Rule => [ending, replacement, some]);

const STEP_4: readonly Rule[] = 'al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize'
  .split(' ')
  .map((ending): Rule => [ending, '', ending === 'ion' ? (left) => more(left) && /[st]$/.test(left) : more]);

function first(word: string, rules: readonly Rule[]): string {
  for (const [ending, replacement, holds] of rules) {
    if (!word.endsWith(ending)) continue;
    const left = word.slice(0, word.length - ending.length);
    return !holds || holds(left) ? left + replacement : word;
  }
  return word;
}

function past(word: string): string {
  if (word.endsWith('ied')) return word.length === 4 ? word.slice(0, -1) : word.slice(0, -2);
  if (word.endsWith('eed')) return some(word.slice(0, -3)) ? word.slice(0, -1) : word;
  const ending = ['ed', 'ing'].find((one) => word.endsWith(one) && hasVowel(word.slice(0, -one.length)));
  if (!ending) return word;
  const left = word.slice(0, -ending.length);
  if (/(?:at|bl|iz)$/.test(left)) return `${left}e`;
  if (endsInDouble(left)) return /[lsz]$/.test(left) ? left : left.slice(0, -1);
  return measure(left) === 1 && endsShort(left) ? `${left}e` : left;
}

const lastY = (word: string): string =>
  first(word, [['y', 'i', (left) => left.length > 1 && consonants(left).at(-1) === true]]);

function suffixes(word: string): string {
  if (word.endsWith('alli') && some(word.slice(0, -4))) return suffixes(word.slice(0, -2));
  return first(word, [...STEP_2, ['logi', 'log', () => some(word.slice(0, -3))]]);
}

function lastE(word: string): string {
  if (!word.endsWith('e')) return word;
  const left = word.slice(0, -1);
  return more(left) || (measure(left) === 1 && !endsShort(left)) ? left : word;
}

const lastL = (word: string): string => first(word, [['ll', 'l', () => more(word.slice(0, -1))]]);

/** For each letter whether it is a consonant; y is one at the beginning and after a vowel. */
function consonants(word: string): boolean[] {
  const flags: boolean[] = [];
  for (const letter of word)
    flags.push(letter === 'y' ? flags.length === 0 || !flags.at(-1) : !'aeiou'.includes(letter));
  return flags;
}

/** Porter’s m: how often a consonant follows a vowel. */
const measure = (word: string): number =>
  consonants(word).filter((consonant, place, all) => consonant && place > 0 && !all[place - 1]).length;

const hasVowel = (word: string): boolean => consonants(word).includes(false);

const endsInDouble = (word: string): boolean =>
  word.length >= 2 && word.at(-1) === word.at(-2) && consonants(word).at(-1) === true;

/** Ends in consonant, vowel, consonant other than w, x, y; or is a vowel and a consonant. */
function endsShort(word: string): boolean {
  const [before, middle, last] = consonants(word).slice(-3);
  if (word.length >= 3) return before === true && middle === false && last === true && !/[wxy]$/.test(word);
  return word.length === 2 && before === false && middle === true;
}
