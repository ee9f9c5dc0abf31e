/**
 * How well something answers a search, from 0 (not at all) to 1: best where it is its name, then where its name begins with what is typed, then where words of
 * it do, then where they are in it at all, then where words begin so that it may be found by besides. Letters that merely occur in this order are no answer.
 */
export function matchScore(name: string, search: string, others: readonly string[] = []): number {
  const wanted = search.trim().toLowerCase();
  const words = wanted.split(/\s+/);
  const title = name.toLowerCase();
  const parts = [title, ...others].flatMap((text) => text.toLowerCase().split(/[\s.-]+/));
  // In the list of nodes the type stands behind the title.
  if (title === wanted || (title.startsWith(`${wanted} `) && TYPE.test(title.slice(wanted.length + 1)))) return 1;
  if (title.startsWith(wanted)) return 0.9;
  if (words.every((word) => title.split(/[\s-]+/).some((part) => part.startsWith(word)))) return 0.8;
  if (words.every((word) => title.includes(word))) return 0.6;
  return words.every((word) => parts.some((part) => part.startsWith(word))) ? 0.4 : 0;
}

const TYPE = /^[a-z-]+\.[a-z-]+$/;
