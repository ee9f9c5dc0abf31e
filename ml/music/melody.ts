/** A note, or a rest where it has no pitch; the C in the middle of a piano is 60, and a beat is a quarter note. */
export interface Note {
  readonly pitch: number | null;
  readonly beats: number;
}

/** What is written of a melody; see `Melody` of the graph. */
export interface Tune {
  readonly title: string;
  readonly metre: string;
  readonly key: string;
  readonly tempo: number;
  readonly notes: readonly Note[];
}

/** A note at its time, as files of performances have it; both in quarter notes. */
export interface TimedNote {
  readonly pitch: number;
  readonly start: number;
  readonly beats: number;
}

/** Lengths are told apart to a twelfth of a beat: sixteenths and triplets of eighths. */
const GRID = 12;

/** The quarter notes of a bar: `3/4` has 3, `6/8` has 3. */
export function beatsOfBar(metre: string): number {
  const [count, unit] = metre.split('/').map(Number);
  return count && unit ? (4 * count) / unit : 4;
}

/** Whether bars can be of this metre: so many notes, of one to the 64th part of a whole note. */
export function isMetre(metre: string): boolean {
  const [count = 0, unit = 0] = metre.split('/').map(Number);
  return Number.isInteger(count) && count >= 1 && count <= 64 && [1, 2, 4, 8, 16, 32, 64].includes(unit);
}

/**
 * One voice from notes that may lie over one another: the highest of those that begin together, each until the next begins, with rests between
 * (the “skyline”, Uitdenbogerd and Zobel 1999). Times are rounded to `grid` parts of a beat; what is at the end is no rest.
 */
export function oneVoice(timed: readonly TimedNote[], grid = GRID): Note[] {
  const rounded = (beats: number) => Math.round(beats * grid) / grid;
  const highest = new Map<number, TimedNote>();
  for (const note of timed) {
    const start = rounded(note.start);
    const there = highest.get(start);
    if (!there || note.pitch > there.pitch) highest.set(start, { ...note, start });
  }
  const notes = [...highest.values()].sort((a, b) => a.start - b.start);
  const voice: Note[] = [];
  let now = 0;
  for (const [place, { pitch, start, beats }] of notes.entries()) {
    if (start > now) voice.push({ pitch: null, beats: exact(start - now) });
    const next = notes[place + 1]?.start ?? Number.POSITIVE_INFINITY;
    const end = Math.min(next, start + Math.max(1 / grid, rounded(beats)));
    voice.push({ pitch, beats: exact(end - start) });
    now = end;
  }
  return voice;
}

/** Without what floating point adds to sums of twelfths. */
const exact = (beats: number): number => Math.round(beats * GRID * 4) / (GRID * 4);

/** All of its beats. */
export const beatsOf = (notes: readonly Note[]): number => exact(notes.reduce((sum, { beats }) => sum + beats, 0));
