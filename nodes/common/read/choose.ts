import type { RunContext } from '@/graph';

/** So many of the files, by chance, in the order in which they are; all where there are no more. */
export function chooseFiles<T>(
  files: readonly T[],
  count: number,
  random: Pick<RunContext['random'], 'shuffle'>,
): readonly T[] {
  if (files.length <= count) return files;
  const chosen = new Set(random.shuffle(Array.from(files.keys())).slice(0, count));
  return files.filter((_, index) => chosen.has(index));
}
