import { Midi } from '@tonejs/midi';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeError } from '@/graph';
import { makeMelody } from '@/ml/data/melodies/make';
import { estimateKey, keyAt, keyNamed } from '@/ml/music/key';
import { beatsOf, type Note, oneVoice } from '@/ml/music/melody';
import { writeAbc, writeShortAbc } from '@/ml/music/write-abc';
import { createRandom } from '@/ml/random';
import { readAbc } from '@/nodes/common/read/abc';
import { readMidi } from '@/nodes/common/read/midi';
import { codecOf } from '@/workers/artifacts/kinds';

const key = fc
  .tuple(fc.integer({ min: 0, max: 11 }), fc.constantFrom('major' as const, 'minor' as const))
  .map(([tonic, mode]) => keyAt(tonic, mode).name);
/** Lengths that have a sign of their own, in any key, with signs that are held and undone within a bar. */
const tune = fc.record({
  key,
  metre: fc.constantFrom('4/4', '3/4', '2/4', '6/8'),
  notes: fc.array(
    fc.record({
      pitch: fc.option(fc.integer({ min: 36, max: 96 }), { freq: 6 }),
      beats: fc.constantFrom(0.25, 0.5, 0.75, 1, 1.5, 2, 3, 4),
    }),
    { minLength: 1, maxLength: 24 },
  ),
});
/** Rests that follow one another are one, and at the end there is none. */
const heard = (notes: readonly Note[]): Note[] => {
  let start = 0;
  return oneVoice(
    notes.flatMap(({ pitch, beats }) => {
      const at = start;
      start += beats;
      return pitch === null ? [] : [{ pitch, start: at, beats }];
    }),
  );
};

test('what is written as ABC is read by abcjs as it was, in every key', () => {
  fc.assert(
    fc.property(tune, ({ notes, ...about }) => {
      fc.pre(notes.some(({ pitch }) => pitch !== null));
      const [read] = readAbc(writeShortAbc({ ...about, notes }), 'a');
      expect(read?.wrong).toEqual([]);
      expect(read?.melody?.notes).toEqual(heard(notes));
      expect(read?.melody?.metre).toBe(about.metre);
      expect(keyNamed(read?.melody?.key ?? '')).toEqual(keyNamed(about.key));
    }),
    { numRuns: 80, seed: 7 },
  );
});

test('a tune book keeps titles and tempos', () => {
  const tunes = [1, 2].map((number) => makeMelody(createRandom(number), number));
  const read = readAbc(tunes.map((one, place) => writeAbc(one, place + 1)).join('\n\n'), 'book');
  expect(read.map(({ melody }) => [melody?.title, melody?.tempo, melody?.key])).toEqual(
    tunes.map(({ title, tempo, key: named }) => [title, tempo, named]),
  );
});

test('what is no tune is refused with what its reader says of it', () => {
  expect(readAbc('M:4/4\nK:C\nCDEF|G%%A', 'a')[0]?.wrong).toEqual([]);
  expect(readAbc('M:4/4\nK:C\nCD§F|', 'a')[0]?.wrong.join(' ')).toMatch(/unknown character/i);
  expect(readAbc('M:4/4\nK:C\n|]', 'a')[0]).toMatchObject({ melody: null, wrong: ['It has no notes.'] });
  expect(readAbc('', 'a')).toEqual([]);
});

test('a MIDI file has each melody in a track of its own, and other programs read what was meant', () => {
  const melodies = [1, 2, 3].map((number) => makeMelody(createRandom(`midi ${number}`), number));
  const bytes = codecOf('melodies').file?.({ melodies }) ?? new Uint8Array();
  const midi = new Midi(bytes);
  expect(midi.header.keySignatures).toHaveLength(3);
  expect(midi.tracks[0]?.notes.slice(0, 3).map(({ midi: pitch }) => pitch)).toEqual(
    melodies[0]?.notes.flatMap(({ pitch }) => pitch ?? []).slice(0, 3),
  );
  const read = readMidi(bytes, 'a.mid');
  expect(read.map(({ notes, metre }) => ({ notes, metre }))).toEqual(
    melodies.map(({ notes, metre }) => ({ notes: heard(notes), metre })),
  );
  expect(read.map(({ tempo }) => Math.round(tempo))).toEqual(melodies.map(({ tempo }) => tempo));
});

test('what is no MIDI file, and one without notes, are refused', () => {
  expect(() => readMidi(new Uint8Array([1, 2, 3]), 'a.mid')).toThrow(/no MIDI file/);
  expect(() => readMidi(new Midi().toArray(), 'a.mid')).toThrow(/no notes/);
});

/** A file of one melody, one of its numbers changed, and what is said of it. */
function changed(change: (view: DataView, bytes: Uint8Array) => void, length?: number) {
  const whole = codecOf('melodies').file?.({ melodies: [makeMelody(createRandom('one'), 1)] }) ?? new Uint8Array();
  const bytes = Uint8Array.from(whole);
  change(new DataView(bytes.buffer), bytes);
  const said: string[] = [];
  const read = () => readMidi(bytes.subarray(0, length ?? bytes.length), 'a.mid', (what) => said.push(what));
  return { read, said };
}

/** Where the letters of an event stand. */
const placeOf = (bytes: Uint8Array, event: readonly number[]) =>
  bytes.findIndex((_, at) => event.every((byte, place) => bytes[at + place] === byte));

test('a MIDI file that does not count in beats is refused in plain words', () => {
  const refusal = (division: number) => {
    try {
      changed((view) => view.setUint16(12, division)).read();
    } catch (error) {
      return describeError(error);
    }
    throw new Error('nothing was refused');
  };
  expect(refusal(0xe728)).toMatchObject({ code: 'midi.film-time' });
  expect(refusal(0)).toMatchObject({ code: 'midi.unreadable', detail: 'It says that a beat has no parts.' });
});

test('a tempo of 0 and a metre of no notes are left out, and that is said', () => {
  const timeless = changed((view, bytes) => {
    const at = placeOf(bytes, [0xff, 0x51, 3]);
    view.setUint8(at + 3, 0);
    view.setUint16(at + 4, 0);
  });
  expect(timeless.read()).toMatchObject([{ tempo: 120 }]);
  expect(timeless.said.join()).toMatch(/“a.mid” has a tempo of 0/);
  const metreless = changed((view, bytes) => view.setUint8(placeOf(bytes, [0xff, 0x58, 4]) + 3, 0));
  expect(metreless.read()).toMatchObject([{ metre: '4/4' }]);
  expect(metreless.said.join()).toMatch(/a metre that no bar can have/);
  for (const metre of ['0/0', '0/4', '4/0', '5/7'])
    expect(readAbc(`M:${metre}\nK:C\nCDEF|`, 'a')[0]).toMatchObject({
      melody: { metre: '4/4' },
      wrong: [`No bar can have a metre of ${metre}; 4/4 is taken.`],
    });
  expect(readAbc('M:2+3/8\nK:C\nCDEF|', 'a')[0]).toMatchObject({ melody: { metre: '5/8' }, wrong: [] });
});

test('a MIDI file that is cut short gives what is there, and says so; a cut head is refused without the words of a program', () => {
  const whole = changed(() => {});
  const [melody] = whole.read();
  expect(whole.said).toEqual([]);
  const half = changed(() => {}, 200);
  const [part] = half.read();
  expect(part?.notes.length).toBeGreaterThan(2);
  expect(part?.notes.slice(0, -1)).toEqual(melody?.notes.slice(0, (part?.notes.length ?? 0) - 1));
  expect(half.said).toEqual(['“a.mid” is cut short; what could be read was taken.']);
  for (let length = 4; length < 60; length += 1) {
    try {
      changed(() => {}, length).read();
    } catch (error) {
      expect(describeError(error).detail, `${length}`).not.toMatch(/undefined|MTrk/);
      continue;
    }
    throw new Error('nothing was refused');
  }
});

test('of notes that sound together the highest is taken, until the next begins', () => {
  const chord = [60, 64, 67].map((pitch) => ({ pitch, start: 0, beats: 4 }));
  expect(oneVoice([...chord, { pitch: 72, start: 1, beats: 1 }, { pitch: 71, start: 3, beats: 1 }])).toEqual([
    { pitch: 67, beats: 1 },
    { pitch: 72, beats: 1 },
    { pitch: null, beats: 1 },
    { pitch: 71, beats: 1 },
  ]);
});

test('built-in melodies end on their tonic, fill their bars, and the key that is heard in them is mostly theirs', () => {
  const made = Array.from({ length: 200 }, (_, at) => makeMelody(createRandom(`tune ${at}`), at));
  let right = 0;
  for (const { notes, metre, key: named } of made) {
    expect(beatsOf(notes)).toBe(8 * Number(metre[0]));
    expect(((notes.at(-1)?.pitch ?? -1) - keyNamed(named).tonic) % 12).toBe(0);
    if (estimateKey(notes).name === named) right++;
  }
  expect(right).toBeGreaterThan(120);
  expect(new Set(made.map((one) => writeShortAbc(one))).size).toBe(200);
});
