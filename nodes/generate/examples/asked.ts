import type { z } from '@/graph';
import type { generateExamples } from './node';

/** What a run is to make: the class of each example in turn, and how many of each class stand together, where that was asked for. */
export interface Asked {
  readonly labels: Int32Array;
  readonly perClass?: number;
}

/** The examples that a node's settings ask for, of a model with so many classes; 0 for one that is told none. */
export function askedFor(
  { count, only, perClass }: Pick<z.infer<typeof generateExamples.params>, 'count' | 'only' | 'perClass'>,
  classes: number,
): Asked {
  const wanted = only >= 0 ? [only] : Array.from({ length: Math.max(1, classes) }, (_, label) => label);
  if (perClass === 0 || classes === 0)
    return { labels: Int32Array.from({ length: count }, (_, index) => wanted[index % wanted.length] ?? 0) };
  return { labels: Int32Array.from(wanted.flatMap((label) => Array<number>(perClass).fill(label))), perClass };
}
