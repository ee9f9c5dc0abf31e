import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { Melody } from '@/graph';
import { makeMelody } from '@/ml/data/melodies/make';
import { closes, inKey, shapeOf } from '@/ml/music/compare';
import { inC } from '@/ml/music/transpose';
import { writeAbc, writeShortAbc } from '@/ml/music/write-abc';
import { createRandom } from '@/ml/random';
import { evaluateMelodies } from '@/nodes/evaluate/melodies/node';
import { run as judge } from '@/nodes/evaluate/melodies/run';
import { textToMelodies } from '@/nodes/generate/text-to-melodies/node';
import { run as read } from '@/nodes/generate/text-to-melodies/run';
import { melodiesToText } from '@/nodes/prepare/melodies-to-text/node';
import { run as write } from '@/nodes/prepare/melodies-to-text/run';
import { sourceMelodies } from '@/nodes/source/melodies/node';
import { run as source } from '@/nodes/source/melodies/run';
import { codecOf } from '@/workers/artifacts/kinds';
import { fileOf, refusalOf, testContext } from '../support';

const made = (count: number): Melody[] =>
  Array.from({ length: count }, (_, place) => makeMelody(createRandom(`m${place}`), place + 1));

test('the same seed makes the same melodies, and more of them begin alike', async () => {
  const few = await source({}, sourceMelodies.params.parse({ count: 5 }), testContext());
  const more = await source({}, sourceMelodies.params.parse({ count: 9 }), testContext());
  expect(more.melodies.melodies.slice(0, 5)).toEqual(few.melodies.melodies);
});

test('beginnings are of those that are not learned from, and what goes on from them is told from them', async () => {
  const melodies = made(30);
  const { text, starts } = await write(
    { melodies: { melodies } },
    melodiesToText.params.parse({ aside: 6, bars: 2 }),
    testContext(),
  );
  expect(text.items).toHaveLength(24);
  expect(starts.items).toHaveLength(6);
  // A model that goes on with all the rest.
  const items = starts.items.map((prompt, place) => {
    const whole = writeShortAbc(melodies[24 + place] ?? { metre: '', key: '', notes: [] });
    expect(whole.startsWith(prompt)).toBe(true);
    return { prompt, answer: whole.slice(prompt.length) };
  });
  const { melodies: heard } = await read({ answers: { items } }, textToMelodies.params.parse({}), testContext());
  for (const [place, melody] of heard.melodies.entries()) {
    const real = melodies[24 + place];
    expect(shapeOf(melody.notes)).toBe(shapeOf(real?.notes ?? []));
    expect(melody.given).toBe(2 * Number(real?.metre[0]));
  }
  const { metrics } = await judge(
    { melodies: heard, real: { melodies } },
    evaluateMelodies.params.parse({}),
    testContext(),
  );
  const value = (name: string) => metrics.values.find((one) => one.name === name)?.value;
  expect(value('Learned by heart')).toBe(100);
  expect(value('Whole bars')).toBe(100);
  expect(value('Close on the tonic')).toBe(100);
  expect(value('In key')).toBeGreaterThan(99);
  const { metrics: fresh } = await judge(
    { melodies: heard, real: { melodies: melodies.slice(0, 24) } },
    evaluateMelodies.params.parse({}),
    testContext(),
  );
  expect(fresh.values.find(({ name }) => name === 'Learned by heart')?.value).toBe(0);
});

test('texts that are no melodies are counted, and nothing but such is refused', async () => {
  const context = testContext();
  const texts = { items: ['M:4/4\nK:C\nC2D2E4|]', 'M:4/4\nK:C\nC§2|', 'nothing 77'] };
  const { melodies } = await read({ text: texts }, textToMelodies.params.parse({ mistakes: 'leave' }), context);
  expect(melodies.melodies.map(({ title }) => title)).toEqual(['Melody 1']);
  expect(context.logs.join(' ')).toMatch(/2 of 3 have a mistake; number 2: /);
  const error = await refusalOf(async () => read({ text: { items: ['§'] } }, textToMelodies.params.parse({}), context));
  expect(error.title).toBe('None of these texts is a melody.');
});

test('a zip of MIDI and ABC gives all of its melodies, and says which files it could not read', async () => {
  const [first, second, third] = made(3);
  if (!first || !second || !third) throw new Error('three were made');
  const midi = codecOf('melodies').file?.({ melodies: [first] }) ?? new Uint8Array();
  const bytes = zipSync({
    'a.mid': midi,
    'b.abc': new TextEncoder().encode([second, third].map((one, at) => writeAbc(one, at + 1)).join('\n\n')),
    'c.mid': midi.subarray(0, 30),
    'readme.txt': new TextEncoder().encode('no notes'),
  });
  const { file, files } = fileOf('tunes.zip', bytes);
  const context = testContext({ files });
  const { melodies } = await source({}, sourceMelodies.params.parse({ origin: 'file', file }), context);
  expect(melodies.melodies.map(({ notes }) => shapeOf(notes))).toEqual(
    [first, second, third].map(({ notes }) =>
      shapeOf(notes.filter((note, at) => note.pitch !== null || at < notes.length - 1)),
    ),
  );
  expect(context.logs.join(' ')).toMatch(/1 could not be read.*“c\.mid”/);
});

test('a damaged file of a zip is left out and named, and a zip may hold thousands', async () => {
  const [tune] = made(1);
  if (!tune) throw new Error('one was made');
  const abc = new TextEncoder().encode(writeAbc(tune, 1));
  const bytes = zipSync({ 'a.abc': abc, 'b.abc': abc }, { level: 0 });
  // The first letter of the first tune, behind the 30 bytes before it and its name.
  bytes[35] = 0x59;
  const read = async (zip: Uint8Array) => {
    const { file, files } = fileOf('tunes.zip', zip);
    const context = testContext({ files });
    const made = await source({}, sourceMelodies.params.parse({ origin: 'file', file }), context);
    return { count: made.melodies.melodies.length, said: context.logs.join(' ') };
  };
  const torn = await read(bytes);
  expect(torn.count).toBe(1);
  expect(torn.said).toMatch(/1 could not be read.*“a\.abc” is damaged in the zip/);
  const short = new TextEncoder().encode('K:C\nC');
  const many = zipSync(Object.fromEntries(Array.from({ length: 2_100 }, (_, at) => [`${at}.abc`, short])), {
    level: 0,
  });
  expect((await read(many)).count).toBe(2_100);
});

test('moved to C a melody keeps its shape, its key and its end', () => {
  for (const melody of made(20)) {
    const moved = inC(melody);
    expect(moved.key).toBe(melody.key.endsWith('m') ? 'Cm' : 'C');
    expect(shapeOf(moved.notes)).toBe(shapeOf(melody.notes));
    expect(closes(moved)).toBe(true);
    expect(inKey(moved)).toBeCloseTo(inKey(melody), 9);
  }
});
