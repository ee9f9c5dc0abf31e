import { keyAt, SCALES } from '../../music/key';
import { beatsOfBar, type Note, type Tune } from '../../music/melody';
import type { Random } from '../../random';

/** A tune and what it is: `waltz in minor`. */
export interface MadeTune extends Tune {
  readonly label: string;
}

const DANCES = [
  { name: 'march', metre: '4/4', tempo: 112 },
  { name: 'waltz', metre: '3/4', tempo: 150 },
] as const;

/** What can be made, in words. */
export const MELODY_LABELS: readonly string[] = DANCES.flatMap(({ name }) => [`${name} in major`, `${name} in minor`]);

/** Tonics of keys with at most three signs. */
const TONICS = { major: [0, 2, 5, 7, 9, 10], minor: [0, 2, 4, 7, 9, 11] } as const;

/** How a bar is divided, in beats; the first is the plainest. */
const RHYTHMS = {
  '4/4': [
    [1, 1, 1, 1],
    [1, 1, 2],
    [1, 0.5, 0.5, 1, 1],
    [1.5, 0.5, 1, 1],
    [0.5, 0.5, 1, 0.5, 0.5, 1],
    [2, 1, 1],
  ],
  '3/4': [
    [1, 1, 1],
    [2, 1],
    [1, 0.5, 0.5, 1],
    [1.5, 0.5, 1],
    [0.5, 0.5, 0.5, 0.5, 1],
  ],
} as const;

/** Chords of a phrase of four bars, as degrees of the scale, 0 the tonic: one that stays open, and one that closes. */
const OPEN = [
  [0, 3, 0, 4],
  [0, 5, 3, 4],
  [0, 0, 3, 4],
] as const;
const CLOSED = [
  [0, 3, 4, 0],
  [0, 5, 4, 0],
  [3, 0, 4, 0],
] as const;

/**
 * A short tune of eight bars, as songs are built: an open phrase of four bars and its answer, which begins alike and closes on the tonic (a “period”: Caplin
 * 1998, chapter 4). Notes on the beat mostly belong to the chord of the bar, what lies between goes by steps, and the seventh of a minor key is raised in the
 * dominant.
 */
export function makeMelody(random: Random, number: number): MadeTune {
  const dance = pick(random, DANCES);
  const mode = random.next() < 0.5 ? 'major' : 'minor';
  const key = keyAt(pick(random, TONICS[mode]), mode);
  const [open, closed] = [pick(random, OPEN), pick(random, CLOSED)];
  const rhythms = [0, 1].map(() => pick<readonly number[]>(random, RHYTHMS[dance.metre]));
  const lowest = 60 + key.tonic - (key.tonic > 6 ? 12 : 0);
  const bar = beatsOfBar(dance.metre);
  const line = melodicLine(random, SCALES[mode], lowest);
  const begins = [0, 1].map((place) => line.bar(open[place] ?? 0, rhythms[place] ?? [bar], mode));
  const notes: Note[] = [
    ...begins.flat(),
    ...line.bar(open[2], rhythms[0] ?? [bar], mode),
    ...line.end(open[3], bar, mode, false),
    // The answer begins as the question did; only its chords may have changed, and then it goes its own way sooner.
    ...(closed[0] === open[0] ? (begins[0] ?? []) : line.bar(closed[0], rhythms[0] ?? [bar], mode)),
    ...(closed[0] === open[0] && closed[1] === open[1]
      ? (begins[1] ?? [])
      : line.bar(closed[1], rhythms[1] ?? [bar], mode)),
    ...line.bar(closed[2], rhythms[0] ?? [bar], mode),
    ...line.end(0, bar, mode, true),
  ];
  return {
    title: `Melody ${number}`,
    metre: dance.metre,
    key: key.name,
    tempo: dance.tempo,
    notes,
    label: `${dance.name} in ${mode}`,
  };
}

/** Walks over the degrees of a scale, an octave and a half of it. */
function melodicLine(random: Random, scale: readonly number[], lowest: number) {
  let degree = pick(random, [0, 2, 4]);
  const pitchOf = (at: number, raised: boolean): number =>
    lowest + 12 * Math.floor(at / 7) + (scale[((at % 7) + 7) % 7] ?? 0) + (raised && ((at % 7) + 7) % 7 === 6 ? 1 : 0);
  const within = (at: number): number => Math.max(-2, Math.min(9, at));
  /** The nearest degree of a chord in a direction, or where one stands. */
  const toChord = (chord: number, from: number): number => {
    const near = [0, -1, 1, -2, 2, -3, 3].map((off) => within(from + off));
    return near.find((at) => [0, 2, 4].includes((((at - chord) % 7) + 7) % 7)) ?? from;
  };
  return {
    bar: (chord: number, rhythm: readonly number[], mode: 'major' | 'minor'): Note[] => {
      let at = 0;
      return rhythm.map((beats) => {
        const onBeat = at === 0 || (Number.isInteger(at) && random.next() < 0.6);
        const moved = within(degree + pick(random, [-2, -1, -1, 1, 1, 2]));
        degree = onBeat ? toChord(chord, moved) : moved;
        at += beats;
        return { pitch: pitchOf(degree, mode === 'minor' && chord === 4), beats };
      });
    },
    /** A long note: the tonic where a tune closes, otherwise one of the chord, and a rest to breathe. */
    end: (chord: number, bar: number, mode: 'major' | 'minor', closes: boolean): Note[] => {
      degree = closes ? (degree > 3 ? 7 : 0) : toChord(chord, degree);
      const pitch = pitchOf(degree, mode === 'minor' && chord === 4);
      return closes
        ? [{ pitch, beats: bar }]
        : [
            { pitch, beats: bar - 1 },
            { pitch: null, beats: 1 },
          ];
    },
  };
}

function pick<T>(random: Random, from: readonly T[]): T {
  const found = from[random.int(from.length)];
  if (found === undefined) throw new RangeError('there is nothing to pick from');
  return found;
}
