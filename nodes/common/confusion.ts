import type { Table } from '@/graph';
import { type ClassMark, confusionOf } from '@/ml/classify/marks';
import { percent } from '../evaluate/figures';

/** What a classifier said of a set, and what would have been right. */
export interface Sitting {
  readonly marks: readonly Pick<ClassMark, 'judged'>[];
  readonly labels: ArrayLike<number>;
}

/** Of more classes than this, a table of all by all would not be read. */
const WIDEST = 40;
/** Classes that are told to be hard. */
const HARDEST = 5;

/** Each class by what its examples were taken for; of many classes only the mistakes, the commonest first. */
export function confusionTable({ marks, labels }: Sitting, classes: readonly string[]): Table {
  const counts = confusionOf(marks, labels, classes.length);
  const seen = counts.flatMap((row, label) => (row.some((count) => count > 0) ? [label] : []));
  const nameOf = (label: number) => classes[label] ?? '';
  if (classes.length <= WIDEST)
    return {
      columns: [
        { name: 'Class', kind: 'category', categories: seen.map(nameOf) },
        ...classes.map((name) => ({ name: `taken for ${name}`, kind: 'whole' as const })),
      ],
      rows: seen.map((label) => [nameOf(label), ...(counts[label] ?? [])]),
    };
  const mistakes = counts
    .flatMap((row, label) => row.map((count, judged) => ({ label, judged, count })))
    .filter(({ label, judged, count }) => label !== judged && count > 0)
    .sort((a, b) => b.count - a.count);
  const named = (labels: readonly number[]) => [...new Set(labels.map(nameOf))];
  return {
    columns: [
      { name: 'Class', kind: 'category', categories: named(mistakes.map(({ label }) => label)) },
      { name: 'Taken for', kind: 'category', categories: named(mistakes.map(({ judged }) => judged)) },
      { name: 'Examples', kind: 'whole' },
    ],
    rows: mistakes.map(({ label, judged, count }) => [nameOf(label), nameOf(judged), count]),
  };
}

/** The classes that it gets wrong most often, and what it takes them for. */
export function hardestClasses({ marks, labels }: Sitting, classes: readonly string[]): string[] {
  return confusionOf(marks, labels, classes.length)
    .flatMap((row, label) => {
      const total = row.reduce((sum, count) => sum + count, 0);
      const wrong = total - (row[label] ?? 0);
      if (wrong === 0) return [];
      const others = row.map((count, judged) => (judged === label ? -1 : count));
      const commonest = others.indexOf(Math.max(...others));
      return [{ label, total, share: wrong / total, commonest }];
    })
    .sort((a, b) => b.share - a.share)
    .slice(0, HARDEST)
    .map(
      ({ label, total, share, commonest }) =>
        `Of ${total.toLocaleString('en')} of “${classes[label]}”, ${percent(share)} were told wrong, most often as “${classes[commonest]}”.`,
    );
}
