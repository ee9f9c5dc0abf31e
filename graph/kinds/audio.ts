import type { Kind } from './kind';

/** A set of sounds of one sample rate, mono, −1 … 1. */
export interface Sounds {
  /** Samples a second. */
  readonly sampleRate: number;
  readonly clips: readonly Float32Array[];
  /** What each is called, as its file was. */
  readonly names?: readonly string[];
  /** What is said of each in words: “a bass flute that swells”. */
  readonly captions?: readonly string[];
  /** The class of each, as an index into `classes`. */
  readonly labels?: Int32Array;
  readonly classes?: readonly string[];
}

/** Sounds: recordings, or what was made. */
export const audio: Kind<Sounds> = {
  name: 'audio',
  of: [],
  title: 'Sounds',
  phrase: 'a set of sounds',
  family: 'data',
  savedAs: { zip: 'Save each sound (.zip)' },
};
