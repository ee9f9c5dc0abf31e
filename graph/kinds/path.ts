import type { Kind } from './kind';
import type { Curve } from './metrics';

/** A few examples on their way between noise and data, at those steps that were kept. */
export interface NoisePath {
  /** Of one example. */
  readonly shape: readonly number[];
  /** How many examples go the way. */
  readonly count: number;
  /** In the order in which the way was gone: `x = signal · example + noise · ε`. */
  readonly stops: readonly { readonly at: number; readonly signal: number; readonly noise: number }[];
  /** What `at` counts, and how far: `step` of 40. */
  readonly counts: { readonly name: string; readonly of: number };
  /** `stops × count × shape` numbers: the examples as noisy as they are there. */
  readonly noisy: Float32Array;
  /** As many: the clean examples that a model takes them for there. */
  readonly clean?: Float32Array;
  /** Curves over `at`, by what they measure. */
  readonly charts?: readonly { readonly measures: string; readonly curves: readonly Curve[] }[];
  /** The stop that is shown first; the last one if not said. */
  readonly first?: number;
  /** What is said of it as a whole. */
  readonly about: string;
}

export const path: Kind<NoisePath> = {
  name: 'path',
  of: [],
  title: 'Way from noise',
  phrase: 'a way between noise and data',
  family: 'value',
};
