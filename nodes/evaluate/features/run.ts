import { type Classifier, type Examples, GenloomError, type Metric, type Run } from '@/graph';
import { type Arrays, sliceArrays, takeArrays } from '@/ml/arrays';
import { accuracyOf, countsOf, type Judged } from '@/ml/classify/judge';
import { frechetDistanceOf } from '@/ml/metrics/frechet';
import { kernelDistance } from '@/ml/metrics/kernel-distance';
import { compareManifolds } from '@/ml/metrics/manifold';
import { judgeExamples } from '../../common/classifier';
import { takeExamples } from '../../common/examples';
import { percent, reachFigures, readable } from '../figures';
import type { evaluateFeatures } from './node';

/** The most examples of a set that are judged, and of those the most that all pairs are looked at of. */
const [MOST, MOST_PAIRED] = [10_000, 1_000];

export const run: Run<typeof evaluateFeatures> = async (inputs, { neighbours }, context) => {
  const { classifier } = inputs;
  const { progress, breathe, random } = context;
  const some = (name: 'made' | 'real'): Examples => {
    const given = inputs[name];
    const least = 2 * (neighbours + 1);
    if (given.count < least)
      throw new GenloomError({
        code: 'compare.too-few',
        title: `There ${given.count === 1 ? `is 1 ${name} example` : `are ${given.count} ${name} examples`}, and at least ${least} are needed.`,
        fix: name === 'made' ? 'Make more of them.' : 'Give more of them, or look at fewer neighbours.',
      });
    const rows = random.split(name).shuffle([...Array(given.count).keys()]);
    return takeExamples(given, rows.slice(0, MOST));
  };
  const [made, real] = [some('made'), some('real')];
  progress({ done: 0, total: 4, message: 'real examples' });
  const seenReal = await judgeExamples(classifier, real, breathe);
  progress({ done: 1, total: 4, message: 'made examples' });
  const seenMade = await judgeExamples(classifier, made, breathe);
  progress({ done: 2, total: 4, message: 'distances' });
  await breathe();
  const distances = distancesOf(seenMade.features, seenReal.features, classifier);
  progress({ done: 3, total: 4, message: 'who is within reach' });
  await breathe();
  const reach = reachFigures(compareManifolds(firstOf(seenReal.features), firstOf(seenMade.features), neighbours));
  const classes = classesOf(seenMade, seenReal, made, classifier);
  progress({ done: 4, total: 4 });
  return {
    metrics: {
      values: [...distances, ...classes.values, ...Object.values(reach)],
      curves: [],
      notes: [
        ...classes.notes,
        `Measured over the ${seenReal.features.shape[0]} features of this graph’s classifier, which is right ${percent(classifier.accuracy)} of the time. Figures of another classifier cannot be compared with these.`,
        ...(made.count <= (seenReal.features.shape[0] ?? 0)
          ? [
              'There are fewer made examples than features: the Fréchet distance is larger than it should be. Make more.',
            ]
          : []),
      ],
    },
  };
};

function distancesOf(made: Arrays, real: Arrays, { classes }: Classifier): Metric[] {
  const [one, other] = [everyOther(real, 0), everyOther(real, 1)];
  const by = `features of the classifier of ${classes.length} classes`;
  return [
    {
      name: 'Fréchet distance',
      value: frechetDistanceOf(real, made),
      better: 'lower',
      help: `Over ${by}: how far the middle and the spread of made examples are from those of real ones. Two halves of the real ones have ${readable(frechetDistanceOf(one, other))}.`,
    },
    {
      name: 'Kernel distance',
      value: kernelDistance(firstOf(real), firstOf(made)),
      better: 'lower',
      help: `Over ${by}: near 0 where both are alike, whatever their number; chance may put it a little below. Two halves of the real ones have ${readable(kernelDistance(firstOf(one), firstOf(other)))}.`,
    },
  ];
}

function classesOf(
  seenMade: Judged,
  seenReal: Judged,
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

const everyOther = (items: Arrays, first: 0 | 1): Arrays =>
  takeArrays(
    items,
    Int32Array.from({ length: items.count >> 1 }, (_, index) => 2 * index + first),
  );

const firstOf = (items: Arrays): Arrays => sliceArrays(items, 0, MOST_PAIRED);
