import { LIMITS } from '@/graph';

/** The name that a graph from outside gets: its own, or marked where there is a project of that name already. */
export function importedName(name: string, taken: Iterable<string>): string {
  const names = new Set(taken);
  if (!names.has(name)) return name;
  for (let count = 1; ; count++) {
    const mark = count === 1 ? ' (imported)' : ` (imported ${count})`;
    const marked = `${name.slice(0, LIMITS.title - mark.length)}${mark}`;
    if (!names.has(marked)) return marked;
  }
}
