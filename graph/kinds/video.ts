import type { Kind } from './kind';

/** Clips of one size and length: pictures that follow each other, without sound. */
export interface Clips {
  /** Of one clip: frames, height, width, channels; 1 channel is grey, 3 are red, green and blue. */
  readonly shape: readonly number[];
  readonly count: number;
  /** Frames a second. */
  readonly fps: number;
  /** `count × shape`, row-major, a byte each. */
  readonly pixels: Uint8Array;
  /** The class of each, as an index into `classes`. */
  readonly labels?: Int32Array;
  readonly classes?: readonly string[];
  /** What is said of each in words: “a large red circle moves right”. */
  readonly captions?: readonly string[];
}

/** Clips. As numbers from 0 to 1, `[frames, height, width, channels]`, they are examples, which a wire makes of them. */
export const video: Kind<Clips> = {
  name: 'video',
  of: [],
  title: 'Clips',
  phrase: 'a set of clips',
  family: 'data',
  savedAs: { webm: 'Save as WebM', mp4: 'Save as MP4', zip: 'Save each clip (.zip)' },
};
