import type { z } from '@/graph';
import type { generateExamples } from './node';

/** What a run is to make: the class or the caption of each example in turn, and how many of each stand together, where that was asked for. */
export interface Asked {
  readonly labels: Int32Array;
  readonly captions?: readonly string[];
  readonly perClass?: number;
}

/** The examples that a node's settings ask for, of a model with so many classes, 0 for one that is told none, and with these captions where there are any. */
export function askedFor(
  { count, only, perClass }: Pick<z.infer<typeof generateExamples.params>, 'count' | 'only' | 'perClass'>,
  classes: number,
  captions: readonly string[] = [],
): Asked {
  const wanted = only >= 0 ? [only] : Array.from({ length: Math.max(1, classes) }, (_, label) => label);
  if (captions.length > 0) {
    const said =
      perClass === 0
        ? Array.from({ length: count }, (_, index) => captions[index % captions.length] ?? '')
        : captions.flatMap((caption) => Array<string>(perClass).fill(caption));
    const labels = Int32Array.from(said, (_, index) => wanted[index % wanted.length] ?? 0);
    return { labels, captions: said, ...(perClass > 0 && { perClass }) };
  }
  if (perClass === 0 || classes === 0)
    return { labels: Int32Array.from({ length: count }, (_, index) => wanted[index % wanted.length] ?? 0) };
  return { labels: Int32Array.from(wanted.flatMap((label) => Array<number>(perClass).fill(label))), perClass };
}
