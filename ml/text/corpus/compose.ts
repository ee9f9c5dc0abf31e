import type { Random } from '../../random';
import type { Person, Role, Story } from './cast';
import { advance, PENTAMETER, rhythmOf } from './meter';
import { PHRASES } from './phrases';
import { THEMES } from './themes';
import { WORDS } from './words';

/** Who speaks to whom, and with which pictures. */
export interface Setting {
  readonly story: Story;
  readonly to: Person;
  readonly theme: Theme;
}

/** Words that a scene prefers, by part of speech and rhythm. */
export type Theme = ReadonlyMap<string, ByRhythm>;

type ByRhythm = ReadonlyMap<string, readonly string[]>;

/** How likely a word is taken from the scene's theme where it has one. */
const FROM_THEME = 0.55;
/** Tries of a different set of words before a line is given up; only lines of many fixed words come near it. */
const MOST_STEPS = 4_000;

/** Writes lines from patterns, by one stream of random numbers. */
export interface Composer {
  /** One line of verse, fitted to a number of syllables; null when the pattern cannot be. `rhyme` stands for `{rhyme}`. */
  line(
    pattern: string,
    setting: Setting,
    options?: { readonly length?: number; readonly rhyme?: string },
  ): string | null;
  /** A sentence of prose, of any rhythm. */
  prose(pattern: string, setting: Setting): string;
}

/** Makes a composer. A pattern is words and slots in braces; a slot is a list of words, a phrase, or somebody of the story. */
export function createComposer(random: Random): Composer {
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[random.int(items.length)];

  /** The words that a slot may become, in random order of their rhythms: one of each, since only the rhythm decides whether it fits. */
  const choices = (slot: string, { theme }: Setting): string[] => {
    const own = theme.get(slot);
    const general = LEXICON.get(slot);
    if (!general) return [];
    const first = own && random.next() < FROM_THEME ? own : general;
    const drawn = drawByRhythm(first, random);
    return first === general ? drawn : [...drawn, ...drawByRhythm(general, random)];
  };

  const expansions = (slot: string, setting: Setting): string[] => {
    if (slot === '?adj') return random.shuffle(['', '{adj}']);
    const phrases = PHRASES[slot];
    if (phrases) return random.shuffle([...phrases]);
    const person = personWords(slot, setting);
    return person ?? choices(slot, setting);
  };

  const scan = (pattern: string, setting: Setting, length: number | null, rhyme: string): string | null => {
    let steps = 0;
    const written: string[] = [];
    const search = (tokens: Tokens | null, place: number): boolean => {
      if (++steps > MOST_STEPS) return false;
      if (tokens === null) return length === null || place === length || place === length + 1;
      const [token, rest] = tokens;
      const slot = /^(.*?)\{([^}]+)\}(.*)$/.exec(token);
      if (slot) {
        const [, before = '', name = '', after = ''] = slot;
        const options = name === 'rhyme' ? [rhyme] : expansions(name, setting);
        return options.some((option) => search(prepend(`${before}${option}${after}`, rest), place));
      }
      const next = length === null ? 0 : token === '' ? place : advance(rhythmOf(token), place, length);
      if (next < 0) return false;
      written.push(token);
      if (search(rest, next)) return true;
      written.pop();
      return false;
    };
    return search(prepend(pattern, null), 0) ? written.filter((word) => word !== '').join(' ') : null;
  };

  return {
    line: (pattern, setting, { length = PENTAMETER, rhyme = '' } = {}) => {
      const text = scan(pattern, setting, length, rhyme);
      return text === null ? null : capitalize(withArticles(text));
    },
    prose: (pattern, setting) => {
      const filled = scan(pattern, setting, null, '') ?? pattern;
      return filled
        .split(/(?<=[.?!]) /)
        .map((sentence, index) => (index === 0 || !sentence.startsWith('{') ? withArticles(sentence) : sentence))
        .map(capitalize)
        .join(' ');
    },
  };

  /** Forms of the people: `{the.heir}` by name, `{the.heir.his}` and so on by pronoun, `{to}` and `{to.title}` whom one speaks to. */
  function personWords(slot: string, { story, to }: Setting): string[] | null {
    const [head, who, form] = slot.split('.');
    if (head === 'to') return [who === 'title' ? to.title : to.name];
    if (head === 'the' && who !== undefined) {
      const person = isRole(who, story) ? story.people[who] : undefined;
      if (!person) return null;
      if (form === undefined) return [person.name];
      return [PRONOUNS[person.woman ? 'woman' : 'man'][form] ?? person.name];
    }
    if (slot === 'and') return ['and', 'or', 'but not'];
    if (slot === 'a.food') return [`a ${pick(WORDS.food ?? [])}`];
    if (slot === 'trade.s') return [`${pick(WORDS.trade ?? [])}s`];
    if (slot === 'realm' || slot === 'town' || slot === 'neighbour' || slot === 'object' || slot === 'crime')
      return [story[slot]];
    return null;
  }
}

/** Draws what a scene's pictures are taken from. */
export function drawTheme(random: Random): Theme {
  return BY_THEME[random.int(BY_THEME.length)] ?? new Map();
}

const isRole = (name: string, story: Story): name is Role => name in story.people;

type Tokens = readonly [string, Tokens | null];

function prepend(text: string, rest: Tokens | null): Tokens | null {
  return text.split(' ').reduceRight<Tokens | null>((tail, token) => [token, tail], rest);
}

const PRONOUNS: Readonly<Record<'man' | 'woman', Readonly<Record<string, string>>>> = {
  man: { he: 'he', him: 'him', his: 'his' },
  woman: { he: 'she', him: 'her', his: 'her' },
};

/** One word of each rhythm, rhythms with many words first more often. */
function drawByRhythm(words: ByRhythm, random: Random): string[] {
  const drawn = [...words.values()].map((list) => ({
    word: list[random.int(list.length)] ?? '',
    // Exponential clocks: each rhythm is first with a probability in proportion to its number of words.
    at: -Math.log(1 - random.next()) / list.length,
  }));
  return drawn.sort((a, b) => a.at - b.at).map(({ word }) => word);
}

function byRhythm(words: readonly string[]): ByRhythm {
  const groups = new Map<string, string[]>();
  for (const word of words) {
    const rhythm = word.split(' ').map(rhythmOf).join('');
    groups.set(rhythm, [...(groups.get(rhythm) ?? []), word]);
  }
  return groups;
}

const LEXICON: Theme = new Map(Object.entries(WORDS).map(([part, words]) => [part, byRhythm(words)]));
const BY_THEME: readonly Theme[] = THEMES.map(
  (theme) => new Map(Object.entries(theme).map(([part, words]) => [part, byRhythm(words.split(/\s*,\s*/))])),
);

/** “an” before a vowel that is heard. */
const withArticles = (text: string) =>
  text
    .replace(/\b([Aa]) (?=(?:[aeio]|u(?!s[eu]|ni))|hour|honest|heir|honour)/g, '$1n ')
    .replace(/\b([Aa])n (?=one\b|once\b)/g, '$1 ');

const capitalize = (text: string) => text.replace(/^\W*[a-z]/, (start) => start.toUpperCase());
