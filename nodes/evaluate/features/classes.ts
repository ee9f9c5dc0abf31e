import type { Classifier, Examples, Metric } from '@/graph';
import { accuracyOf, countsOf, type Judged } from '@/ml/classify/judge';
import { percent } from '../figures';

/** Which classes were made, as a classifier sees them, and whether they are those that were asked for. */
export function classesOf(
  seenMade: Pick<Judged, 'classes'>,
  seenReal: Pick<Judged, 'classes'>,
  made: Examples,
  { classes }: Classifier,
): { readonly values: readonly Metric[]; readonly notes: readonly string[] } {
  const counts = countsOf(seenMade, classes.length);
  const [total, totalReal] = [seenMade.classes.length, seenReal.classes.length];
  const least = counts.indexOf(Math.min(...counts));
  const real = countsOf(seenReal, classes.length);
  const asked = made.labels && made.classes?.join() === classes.join();
  return {
    values: [
      ...(asked
        ? [
            {
              name: 'Class as asked',
              value: 100 * accuracyOf(seenMade, made),
              unit: '%',
              better: 'higher' as const,
              help: 'Made examples that the classifier takes for the class that they were to be of.',
            },
          ]
        : []),
      {
        name: 'Least made class',
        value: (100 * (counts[least] ?? 0)) / total,
        unit: '%',
        better: 'higher',
        help: `The share of “${classes[least]}”, which the classifier saw least among the made ones. Of the real ones ${percent((real[least] ?? 0) / totalReal)} are of it.`,
      },
    ],
    notes: [
      `Made of each class, as the classifier sees them: ${classes.map((name, index) => `${name} ${percent((counts[index] ?? 0) / total)}`).join(', ')}.`,
    ],
  };
}
