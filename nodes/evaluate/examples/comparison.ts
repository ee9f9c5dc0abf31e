import type { Examples, ExamplesPicture, Metric, RunContext } from '@/graph';
import type { Arrays } from '@/ml/arrays';

/** Sets that fit together and are no larger than all pairs can be looked at of. */
export interface Compared {
  readonly made: Examples;
  readonly real: Examples;
  /** All of it: a copy of an example that was left out would not be found. */
  readonly training?: Examples;
  readonly neighbours: number;
  /** By what examples are taken for copies, where not by their own numbers: what a classifier sees in them. */
  readonly see?: (examples: Examples) => Promise<Arrays>;
  readonly context: RunContext;
}

/** What came of it. */
export interface Comparison {
  readonly values: readonly Metric[];
  readonly notes: readonly string[];
  readonly picture?: ExamplesPicture;
}
