import { type Key, keyNamed } from './key';
import { beatsOfBar, type Note, type Tune } from './melody';

/** Metre, key and notes: what a model learns to write. A line for each of the first two, and one for all notes. */
export const writeShortAbc = ({ metre, key, notes }: Pick<Tune, 'metre' | 'key' | 'notes'>): string =>
  `M:${metre}\nK:${key}\n${writeBars(notes, metre, keyNamed(key))}`;

/** The same up to the end of a bar, behind which a model goes on; 0 bars are metre and key alone. Where a tune is shorter, all of it but its last bar line. */
export function writeStart(tune: Pick<Tune, 'metre' | 'key' | 'notes'>, bars: number): string {
  const text = writeShortAbc(tune);
  const from = text.lastIndexOf('\n') + 1;
  const body = text.slice(from).replace(/\|\]$/, '');
  const parts = body.split('|');
  const given = parts.slice(0, bars).join('|');
  return text.slice(0, from) + given + (bars > 0 && bars < parts.length ? '|' : '');
}

/** A tune as files have it (the ABC standard 2.1), with number, title, unit length and tempo. */
export const writeAbc = (tune: Tune, number = 1): string =>
  [
    `X:${number}`,
    `T:${tune.title.replaceAll(/\s+/g, ' ')}`,
    `M:${tune.metre}`,
    'L:1/8',
    `Q:1/4=${Math.round(tune.tempo)}`,
    `K:${tune.key}`,
    writeBars(tune.notes, tune.metre, keyNamed(tune.key)),
  ].join('\n');

/** Notes with bar lines between, `|]` behind the last; what lies over a bar line is tied. Lengths are counted in eighths. */
function writeBars(notes: readonly Note[], metre: string, key: Key): string {
  const bar = beatsOfBar(metre);
  const spell = speller(key);
  let text = '';
  let room = bar;
  for (const { pitch, beats } of notes) {
    let left = beats;
    let crossed = false;
    while (left > 1e-6) {
      const part = signFor(Math.min(left, room));
      left -= part;
      room -= part;
      const tied = left > 1e-6 && pitch !== null;
      text += `${pitch === null ? 'z' : spell.note(pitch, crossed)}${lengthOf(part)}${tied ? '-' : ''}`;
      if (room > 1e-6) continue;
      text += '|';
      room = bar;
      crossed = true;
      spell.bar();
    }
  }
  return `${text.endsWith('|') ? text.slice(0, -1) : text}|]`;
}

/** The lengths that one sign has, with a dot or without, in beats. */
const SIGNED = [4, 3, 2, 1.5, 1, 0.75, 0.5, 0.25];

/** The longest of them that fits; what is shorter than all or lies between them is written as it is. */
const signFor = (beats: number): number =>
  Number.isInteger(beats * 4) ? (SIGNED.find((length) => length <= beats) ?? beats) : beats;

/** In eighths: nothing for one, `3` for three, `/2` for half of one, `3/2`. */
function lengthOf(beats: number): string {
  const eighths = beats * 2;
  const parts =
    [1, 2, 3, 4, 6, 12, 24].find((count) => Math.abs(eighths * count - Math.round(eighths * count)) < 1e-4) ?? 24;
  const count = Math.max(1, Math.round(eighths * parts));
  return `${count === 1 ? '' : count}${parts === 1 ? '' : `/${parts}`}`;
}

const LETTERS = [
  ['C', 0],
  ['D', 2],
  ['E', 4],
  ['F', 5],
  ['G', 7],
  ['A', 9],
  ['B', 11],
] as const;
const SHARPENED = 'FCGDAEB';
const SIGNS: Readonly<Record<number, string>> = { [-1]: '_', 0: '=', 1: '^' };

/** Writes pitches by the signature of a key; a sign holds until the end of its bar. */
function speller({ fifths }: Key) {
  const signed = (letter: string): number => {
    const at = SHARPENED.indexOf(letter);
    return fifths > at ? 1 : 6 - at < -fifths ? -1 : 0;
  };
  const preferred = fifths < 0 ? -1 : 1;
  const held = new Map<string, number>();
  return {
    bar: () => held.clear(),
    /** Whether readers hold the sign of a note that is tied over a bar line they do not agree on, so the next there gets its own. */
    note: (pitch: number, tied: boolean): string => {
      const ways = LETTERS.flatMap(([letter, natural]) =>
        [-1, 0, 1]
          .filter((alter) => (natural + alter - pitch) % 12 === 0)
          .map((alter) => ({ letter, alter, octave: Math.floor((pitch - alter) / 12) - 1 })),
      );
      // What the signature says, else without a sign, else with the sign that the key has.
      const cost = ({ letter, alter }: (typeof ways)[number]) =>
        alter === signed(letter) ? 0 : alter === 0 ? 1 : alter === preferred ? 2 : 3;
      const [way] = ways.sort((a, b) => cost(a) - cost(b));
      if (!way) return 'z';
      const { letter, alter, octave } = way;
      const place = `${letter}${octave}`;
      const sign = (held.get(place) ?? signed(letter)) === alter ? '' : (SIGNS[alter] ?? '');
      held.set(place, tied && alter !== signed(letter) ? Number.NaN : alter);
      return `${sign}${octave >= 5 ? letter.toLowerCase() + "'".repeat(octave - 5) : letter + ','.repeat(4 - octave)}`;
    },
  };
}
