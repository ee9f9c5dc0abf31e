import * as z from './zod';

/** What is remembered, by its name. */
export type RememberedFacts = Readonly<Record<string, string>>;

/** Bounds of a memory: facts, and characters of a name, of a fact, and of all of it as it is written. */
export const MEMORY_LIMITS = { facts: 200, name: 100, fact: 2_000, all: 100_000 } as const;

const pairs = z
  .array(z.tuple([z.string().min(1).max(MEMORY_LIMITS.name), z.string().max(MEMORY_LIMITS.fact)]))
  .max(MEMORY_LIMITS.facts);

/** What is remembered, as text: always the same for the same facts. Of too many the oldest give way. */
export function writeMemory(facts: RememberedFacts): string {
  let kept = Object.entries(facts)
    .filter(([name]) => name !== '')
    .map(([name, fact]) => [name.slice(0, MEMORY_LIMITS.name), fact.slice(0, MEMORY_LIMITS.fact)])
    .slice(-MEMORY_LIMITS.facts);
  while (JSON.stringify(kept).length > MEMORY_LIMITS.all) kept = kept.slice(1);
  return kept.length === 0 ? '' : JSON.stringify(kept);
}

/** Facts as {@link writeMemory} writes them; none where it is anything else. */
export function readMemory(written: string): RememberedFacts {
  if (written === '' || written.length > MEMORY_LIMITS.all) return {};
  try {
    const read = pairs.safeParse(JSON.parse(written));
    return read.success ? Object.fromEntries(read.data) : {};
  } catch {
    return {};
  }
}
