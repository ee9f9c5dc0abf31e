import { createRandom, type Random } from '../random';
import { drawStory, type Person, type Role, type Story } from './corpus/cast';
import { PROSE } from './corpus/comedy';
import { type Composer, createComposer, drawTheme, type Setting, type Theme } from './corpus/compose';
import { TETRAMETER } from './corpus/meter';
import { EVENTS, PLOTS, type Turn } from './corpus/plots';
import { COUPLETS, SONGS, SPEECHES } from './corpus/speeches';
import { RHYMES } from './corpus/words';

export interface CorpusOptions {
  /** Each seed tells other plays, always the same ones. */
  readonly seed: number | string;
  /** The text is at least this long, and ends with a whole speech. */
  readonly characters?: number;
}

/**
 * The built-in text: plays in blank verse, prose and song, written by a seeded grammar. In each play people with names go through a plot
 * in which things are stolen, sworn and forgiven, and remember it; verse scans as iambic pentameter, and scenes end in a couplet. The
 * layout is that of tinyshakespeare: the speaker in capitals, a colon, the speech, a blank line.
 */
export function generateCorpus({ seed, characters = 320_000 }: CorpusOptions): string {
  const parts: string[] = [];
  let length = 0;
  for (const part of writePlays(createRandom(seed))) {
    parts.push(part);
    length += part.length;
    if (length >= characters) break;
  }
  return parts.join('');
}

/** Plays without end, a heading or a speech at a time: for writing long texts while others are let through. */
export function* writePlays(random: Random): Generator<string> {
  const plots = createBag(PLOTS, random);
  const desk = createDesk(random);
  for (;;) {
    const story = drawStory(random);
    const title = desk.one('THE {object} OF {realm}', desk.settingFor(story, 'ruler')).toUpperCase();
    yield `${title}\n\n`;
    const past: string[] = [];
    for (const [index, name] of plots().entries()) {
      const event = EVENTS[name];
      if (!event) continue;
      const theme = drawTheme(random);
      const place = desk.one(event.place, { ...desk.settingFor(story, 'ruler'), theme });
      yield `Scene ${index + 1}. ${place}.\n\n`;
      yield* desk.scene(story, event.turns, theme, past);
      past.push(event.remembered);
    }
  }
}

/** What remembers which patterns and lines were used, so that none comes again soon. */
function createDesk(random: Random) {
  const composer: Composer = createComposer(random);
  const bags = new Map<string, () => string>();
  /** A pattern of a kind that does not speak of those who are speaking as if they were elsewhere. */
  const drawFrom = (kind: string, patterns: readonly string[], present: readonly Role[]): string => {
    const bag = bags.get(kind) ?? createBag(patterns, random);
    bags.set(kind, bag);
    let pattern = bag();
    for (
      let attempt = 0;
      attempt < patterns.length && present.some((role) => pattern.includes(`{the.${role}`));
      attempt++
    )
      pattern = bag();
    return pattern;
  };
  const couplets = createBag(COUPLETS, random);
  const songs = createBag(SONGS, random);
  const rhymes = createBag(RHYMES, random);
  const written = new Set<string>();

  /** Another try where a line was written before, word for word. */
  const fresh = (write: () => string | null): string | null => {
    for (let attempt = 0; attempt < 8; attempt++) {
      const line = write();
      if (line === null || (written.has(line) && attempt < 7)) continue;
      written.add(line);
      return line;
    }
    return null;
  };
  const settingFor = (story: Story, to: Role): Setting => ({ story, to: story.people[to], theme: NO_THEME });

  const verse = (pattern: string, setting: Setting): string | null => {
    const lines = pattern.split(' / ').map((line) => fresh(() => composer.line(line, setting)));
    return lines.every((line) => line !== null) ? afterSentences(lines.join('\n')) : null;
  };
  const rhyming = (
    lines: readonly string[],
    rhymed: readonly number[],
    setting: Setting,
    length?: number,
  ): string | null => {
    const words = random.shuffle([...rhymes()]);
    const made = lines.map((line, index) => {
      const rhyme = words[rhymed.indexOf(index)] ?? '';
      return fresh(() => composer.line(line, setting, { rhyme, ...(length ? { length } : {}) }));
    });
    if (!made.every((line) => line !== null)) return null;
    return afterSentences(made.map((line, index) => line + (index === made.length - 1 ? '.' : ',')).join('\n'));
  };

  /** One act of a turn; null when its pattern would not fit the metre with these names. */
  const perform = (act: string, setting: Setting, present: readonly Role[]): string | null => {
    const kind = act.slice(1);
    if (act.startsWith('@')) return verse(drawFrom(kind, SPEECHES[kind] ?? [], present), setting);
    if (act.startsWith('%')) return fresh(() => composer.prose(drawFrom(kind, PROSE[kind] ?? [], present), setting));
    if (act === '#song') return rhyming(songs(), [1, 3], setting, TETRAMETER);
    return verse(act, setting) ?? fresh(() => composer.prose(asProse(act), setting));
  };

  function* scene(story: Story, turns: readonly Turn[], theme: Theme, past: readonly string[]): Generator<string> {
    for (const [index, [speaker, to, ...acts]] of turns.entries()) {
      const person: Person = story.people[speaker];
      const setting: Setting = { story, to: story.people[to], theme };
      const speeches = acts.flatMap((act) => tryOften(() => perform(act, setting, [speaker, to])) ?? []);
      const memory = past.length > 0 && random.next() < 0.2 ? past[random.int(past.length)] : undefined;
      if (memory !== undefined) {
        const remembered = tryOften(() =>
          verse(`${REMEMBERING[random.int(REMEMBERING.length)] ?? ''}${memory}.`, setting),
        );
        if (remembered !== null) speeches.push(remembered);
      }
      if (index === turns.length - 1)
        speeches.push(...(tryOften(() => rhyming(couplets(), [0, 1], setting)) ?? '').split('\f'));
      const said = speeches.filter((speech) => speech !== '');
      if (said.length > 0) yield `${person.name.toUpperCase()}:\n${said.join('\n')}\n\n`;
    }
  }

  return { one: composer.prose, settingFor, scene };
}

/** How a speech comes to what happened before. The metre chooses whether the event fits on one line or needs a second. */
const REMEMBERING = [
  'Since ',
  'I {past} {obj} / On that {adj} night when ',
  'It was {adj}, {call}, / When ',
  'Have you forgotten {obj}? / For ',
  'They say in {town} that ',
  'The {plural} still {go} since ',
  'All this because ',
];

const NO_THEME: Theme = new Map();

function tryOften(write: () => string | null): string | null {
  for (let attempt = 0; attempt < 6; attempt++) {
    const made = write();
    if (made !== null) return made;
  }
  return null;
}

/** A speech whose lines will not scan with these names is spoken as prose. */
const asProse = (pattern: string) =>
  pattern
    .replace(/([,;:\w}]) \/ (?!I\b)([A-Z])/g, (_, end: string, letter: string) => `${end} ${letter.toLowerCase()}`)
    .replaceAll(' / ', ' ');

/** Draws in random order, each item once before any comes again. */
function createBag<Item>(items: readonly Item[], random: Random): () => Item {
  let left: Item[] = [];
  return () => {
    if (left.length === 0) left = random.shuffle([...items]);
    const item = left.pop();
    if (item === undefined) throw new RangeError('a bag of nothing');
    return item;
  };
}

/** A capital letter begins each sentence, also where a slot was filled. */
const afterSentences = (text: string) =>
  text.replace(/([.?!]["”]? )([a-z])/g, (_, end: string, letter: string) => end + letter.toUpperCase());
