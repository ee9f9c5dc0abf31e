import type { Arrays } from '../arrays';

/** What a classifier said of one item. */
export interface ClassMark {
  /** The likeliest class, and how likely it is taken to be. */
  readonly judged: number;
  readonly sure: number;
  /** Which place the right class has among all, by how likely they are: 1 where it is the likeliest. */
  readonly place: number;
}

/** Marks what a classifier says against the right classes. Of classes as likely as each other, the first comes first. @param probabilities rows of `[classes]` */
export function markClasses({ shape: [classes = 0], count, data }: Arrays, labels: ArrayLike<number>): ClassMark[] {
  return Array.from({ length: count }, (_, item) => {
    const row = data.subarray(item * classes, (item + 1) * classes);
    const right = labels[item] ?? -1;
    const own = row[right] ?? Number.NaN;
    let [judged, place] = [0, 1];
    for (let one = 0; one < classes; one++) {
      const value = row[one] ?? 0;
      if (value > (row[judged] ?? 0)) judged = one;
      if (value > own || (value === own && one < right)) place++;
    }
    return { judged, sure: row[judged] ?? 0, place };
  });
}

/** How many items of each class, row by row, were taken for each. */
export function confusionOf(
  marks: readonly Pick<ClassMark, 'judged'>[],
  labels: ArrayLike<number>,
  classes: number,
): number[][] {
  const counts = Array.from({ length: classes }, () => Array.from({ length: classes }, () => 0));
  for (const [item, { judged }] of marks.entries()) {
    const row = counts[labels[item] ?? -1];
    if (row) row[judged] = (row[judged] ?? 0) + 1;
  }
  return counts;
}
