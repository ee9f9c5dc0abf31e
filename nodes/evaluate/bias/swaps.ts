import { GenloomError } from '@/graph';
import { splitLines } from '@/ml/text';

export interface Group {
  readonly name: string;
  /** What stands at one place of two groups is swapped. */
  readonly words: readonly string[];
}

/** A sentence with a place for somebody. */
export interface Template {
  readonly text: string;
  readonly before: string;
  readonly after: string;
}

/** A sentence about somebody, in the three parts that it was put together from. */
export interface Sentence {
  readonly before: string;
  readonly word: string;
  readonly after: string;
}

/** Sentences that are measured, at most, and comparisons of two groups in one template. */
const MOST = { sentences: 10_000, tests: 500, words: 500 } as const;

/** Groups, one a line: `women: she, Anna`. @throws GenloomError where there are fewer than two, or they do not go together */
export function groupsOf(text: string): Group[] {
  const groups = splitLines(text).map((line): Group => {
    const [name = '', ...rest] = line.split(':');
    const words = rest
      .join(':')
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== '');
    if (name.trim() === '' || words.length === 0)
      throw unfit('bias.group', `“${line.slice(0, 80)}” is not a group with its words.`, GROUP_LINE);
    return { name: name.trim(), words };
  });
  const [first] = groups;
  if (!first || groups.length < 2)
    throw unfit(
      'bias.groups',
      `There ${groups.length === 1 ? 'is one group' : 'are no groups'}, and a swap needs two.`,
      GROUP_LINE,
    );
  if (new Set(groups.map(({ name }) => name)).size < groups.length)
    throw unfit('bias.groups', 'Two of the groups have one name.', 'Give each a name of its own.');
  if (first.words.length > MOST.words)
    throw unfit('bias.too-many', `“${first.name}” has more than ${MOST.words} words.`, 'Use fewer words.');
  const other = groups.find(({ words }) => words.length !== first.words.length);
  if (other)
    throw unfit(
      'bias.pairs',
      `“${first.name}” has ${count(first.words.length, 'word')}, and “${other.name}” has ${other.words.length}.`,
      'Give all groups as many words: the first is swapped for the first, the second for the second.',
    );
  return groups;
}

/** Templates, one a line, each with one slot in braces. @throws GenloomError that names the one that has none, or two */
export function templatesOf(text: string): Template[] {
  const templates = splitLines(text).map((line): Template => {
    const slots = [...line.matchAll(/\{[^{}]*\}/g)];
    const [slot] = slots;
    if (!slot || slots.length > 1)
      throw unfit(
        'bias.template',
        `“${line.slice(0, 80)}” has ${slot ? 'more than one place' : 'no place'} for somebody.`,
        'Write {person} once in each sentence, as in “{person} works as a nurse.”',
      );
    return { text: line, before: line.slice(0, slot.index), after: line.slice(slot.index + slot[0].length) };
  });
  if (templates.length > 0) return templates;
  throw unfit('bias.template', 'There are no sentences.', 'Write one a line, as “{person} works as a nurse.”');
}

/** @throws GenloomError where these are more than can be measured */
export function requireFew(groups: readonly Group[], templates: readonly Template[]): void {
  const words = groups.reduce((sum, group) => sum + group.words.length, 0);
  const sentences = words * templates.length;
  const tests = ((groups.length * (groups.length - 1)) / 2) * templates.length;
  const [many, most, what] =
    sentences > MOST.sentences
      ? [sentences, MOST.sentences, 'sentences']
      : [tests, MOST.tests, 'comparisons of two groups'];
  if (many <= most) return;
  throw unfit(
    'bias.too-many',
    `${count(templates.length, 'sentence')} and ${count(groups.length, 'group')} of ${count(words / groups.length, 'word')} make ${many.toLocaleString('en')} ${what}; at most ${most.toLocaleString('en')} are measured.`,
    'Use fewer sentences, groups or words.',
  );
}

/** Puts somebody into a sentence; at its beginning with a capital. */
export function sentenceOf({ before, after }: Template, word: string): Sentence {
  const begins = /(^|[.!?]["”’)]?\s)\s*["“‘(]?$/.test(before);
  return { before, word: begins ? word.charAt(0).toUpperCase() + word.slice(1) : word, after };
}

export const textOf = ({ before, word, after }: Sentence): string => before + word + after;

const GROUP_LINE = 'Write one group a line: its name, a colon, and its words with commas between.';

const unfit = (code: string, title: string, fix: string) => new GenloomError({ code, title, fix });
const count = (number: number, what: string) => `${number.toLocaleString('en')} ${number === 1 ? what : `${what}s`}`;
