/**
 * Levenshtein’s distance (1966): the fewest insertions, deletions and substitutions that turn one sequence into the
 * other. Takes time in the product of the lengths, and memory in the shorter.
 */
export function editDistance(a: readonly string[], b: readonly string[]): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  let before = Int32Array.from({ length: short.length + 1 }, (_, index) => index);
  let row = new Int32Array(short.length + 1);
  for (const [index, item] of long.entries()) {
    row[0] = index + 1;
    for (let place = 1; place <= short.length; place++) {
      const replaced = (before[place - 1] ?? 0) + (short[place - 1] === item ? 0 : 1);
      row[place] = Math.min(replaced, (before[place] ?? 0) + 1, (row[place - 1] ?? 0) + 1);
    }
    [before, row] = [row, before];
  }
  return before[short.length] ?? 0;
}

/**
 * Word error rate over many texts: edits of words, by the words of the references. Words are what single spaces part,
 * as in `jiwer`. NaN where the references have none.
 */
export const wordErrorRate = (references: readonly string[], written: readonly string[]): number =>
  errorRate(references, written, (text) =>
    text
      .replace(/\s\s+/g, ' ')
      .trim()
      .split(' ')
      .filter((word) => word !== ''),
  );

/** Character error rate: the same of characters (code points), white space at the ends left out. */
export const characterErrorRate = (references: readonly string[], written: readonly string[]): number =>
  errorRate(references, written, (text) => Array.from(text.trim()));

function errorRate(
  references: readonly string[],
  written: readonly string[],
  parts: (text: string) => readonly string[],
): number {
  let [edits, total] = [0, 0];
  for (const [index, reference] of references.entries()) {
    const real = parts(reference);
    edits += editDistance(real, parts(written[index] ?? ''));
    total += real.length;
  }
  return edits / total;
}
