/** `yes, no` → the ways, in their order. */
export const casesOf = (text: string): readonly string[] =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');

/**
 * The port of the way that a value names, whatever its letters' case; true is the first of two and false the second, and a whole number counts from 1. What
 * names none takes the last: it is what happens otherwise.
 */
export function caseOf(cases: readonly string[], value: unknown): string {
  return `way${placeOf(cases, value) + 1}`;
}

function placeOf(cases: readonly string[], value: unknown): number {
  const last = cases.length - 1;
  if (typeof value === 'boolean' && cases.length <= 2) return value ? 0 : last;
  const said = String(value)
    .trim()
    .toLowerCase()
    .replace(/[.!]+$/, '');
  const named = cases.findIndex((name) => name.toLowerCase() === said);
  if (named >= 0) return named;
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= cases.length ? value - 1 : last;
}
