/** What Python takes for white space (`str.isspace`), written by code points, since some of them are controls. */
const SPACES = [
  [0x09, 0x0d],
  [0x1c, 0x20],
  [0x85, 0x85],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
].map(([first = 0, last = 0]) => `${escaped(first)}-${escaped(last)}`);
const SPACE = new RegExp(`[${SPACES.join('')}]+`, 'u');
const LAST_SPACES = new RegExp(`[${SPACES.join('')}]+$`, 'u');

/** The words of a text, cut where Python’s `str.split()` cuts: references are written in it, and some of its spaces are not JavaScript’s. */
export const wordsOf = (text: string): string[] => text.split(SPACE).filter((word) => word !== '');

/** A text without white space at its end, as Python’s `str.rstrip()` leaves it. */
export const withoutLastSpaces = (text: string): string => text.replace(LAST_SPACES, '');

/** How often each run of `n` of these stands there; `between` joins them to a key. */
export function countRuns(items: readonly string[], n: number, between = '\u0000'): Map<string, number> {
  const counts = new Map<string, number>();
  for (let start = 0; start + n <= items.length; start++) {
    const key = items.slice(start, start + n).join(between);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** How many two counts have in common, each as often as it is in both. */
export function common(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let shared = 0;
  for (const [key, count] of a) shared += Math.min(count, b.get(key) ?? 0);
  return shared;
}

/** Of all counts together. */
export function totalOf(counts: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}

function escaped(codePoint: number): string {
  return `\\u{${codePoint.toString(16)}}`;
}
