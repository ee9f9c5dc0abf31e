import type { Kind } from './kind';

/** A note, or a rest where it has no pitch. */
export interface MelodyNote {
  /** MIDI number: 60 is the C in the middle of a piano. Null of a rest. */
  readonly pitch: number | null;
  /** In quarter notes. */
  readonly beats: number;
}

/** One voice: notes that follow one another. */
export interface Melody {
  readonly title: string;
  /** As it stands at the beginning of a staff: `3/4`. */
  readonly metre: string;
  /** As ABC writes it: `Bb`, `F#m`. */
  readonly key: string;
  /** Quarter notes a minute. */
  readonly tempo: number;
  readonly notes: readonly MelodyNote[];
  /** What kind of melody it is: `waltz in minor`. */
  readonly label?: string;
  /** So many beats at its beginning were given; what follows was made. */
  readonly given?: number;
}

export interface Melodies {
  readonly melodies: readonly Melody[];
}

export const melodies: Kind<Melodies> = {
  name: 'melodies',
  of: [],
  title: 'Melodies',
  phrase: 'a set of melodies',
  family: 'data',
  savedAs: { abc: 'Save as ABC' },
};
