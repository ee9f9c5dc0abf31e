import type { Classifier, Examples, Metric, Run, RunContext } from '@/graph';
import { type ClassMark, markClasses } from '@/ml/classify/marks';
import { scoreOf } from '@/ml/exams/mark';
import { calibrationOf } from '@/ml/metrics/calibration';
import { shareDifference, twoProportions, wilsonInterval } from '@/ml/metrics/comparison/proportions';
import { classProbabilities, labelsAs } from '../../common/classifier';
import { confusionTable, hardestClasses } from '../../common/confusion';
import { evenlySpaced } from '../../common/examples';
import { asSureAsRight, reliabilityCurves, reliabilityNotes } from '../../common/reliability';
import { percent } from '../figures';
import type { evaluateClassifier } from './node';

export const run: Run<typeof evaluateClassifier> = async (
  { classifier, examples, other },
  { limit, bins },
  context,
) => {
  const look = (set: Examples) => sit(classifier, limit > 0 ? evenlySpaced(set, limit) : set, context);
  const total = other ? 2 : 1;
  context.progress({ done: 0, total });
  const first = await look(examples);
  context.progress({ done: 1, total });
  const second = other && (await look(other));
  context.progress({ done: total, total });
  const calibration = calibrationOf(predictionsOf(first), { bins });
  const shift = second && shiftOf(first, second, bins);
  return {
    metrics: {
      values: [
        ...score('Top-1', first, 1, 'The likeliest class is the right one.'),
        ...(classifier.classes.length > 5
          ? score('Top-5', first, 5, 'The right class is among the five likeliest.')
          : []),
        {
          name: 'Calibration error',
          value: 100 * calibration.calibrationError,
          unit: '%',
          better: 'lower',
          help: 'How far its sureness lies from how often it is right, on average (ECE).',
        },
        {
          name: 'Chance',
          value: 100 / classifier.classes.length,
          unit: '%',
          help: 'What blind guesses among the classes that it knows reach.',
        },
        { name: 'Examples', value: first.marks.length },
        ...(shift?.values ?? []),
      ],
      curves: [
        ...reliabilityCurves(calibration.bins),
        ...(shift ? reliabilityCurves(shift.bins, 'The other examples') : []),
        ...(calibration.bins.length > 1 ? [asSureAsRight] : []),
      ],
      notes: [
        ...(shift?.notes ?? []),
        ...hardestClasses(first, classifier.classes),
        ...reliabilityNotes(calibration.bins, 'examples'),
      ],
    },
    confusion: confusionTable(first, classifier.classes),
  };
};

interface Sitting {
  readonly marks: readonly ClassMark[];
  readonly labels: Int32Array;
}

async function sit(classifier: Classifier, examples: Examples, { breathe }: RunContext): Promise<Sitting> {
  const labels = labelsAs(classifier, examples);
  return { marks: markClasses(await classProbabilities(classifier, examples, breathe), labels), labels };
}

const rightOf = ({ marks }: Sitting, places: number): number[] => marks.map(({ place }) => Number(place <= places));
const predictionsOf = ({ marks }: Sitting) => marks.map(({ sure, place }) => ({ sure, right: Number(place === 1) }));

function score(name: string, sitting: Sitting, places: number, help: string): Metric[] {
  const { mean, standardError } = scoreOf(rightOf(sitting, places));
  return [
    { name, value: 100 * mean, unit: '%', better: 'higher', help },
    ...(standardError === null
      ? []
      : [
          {
            name: `${name}: standard error`,
            value: 100 * standardError,
            unit: '%',
            better: 'lower' as const,
            help: 'Two of these to either side hold the score that more such examples would give, 19 times of 20.',
          },
        ]),
  ];
}

/** How much is lost on other examples. */
function shiftOf(first: Sitting, second: Sitting, bins: number) {
  const counts = [first.marks.length, second.marks.length] as const;
  const right = [first, second].map((one) => rightOf(one, 1).reduce((sum, mark) => sum + mark, 0));
  const both = [right[0] ?? 0, right[1] ?? 0] as const;
  const { difference, low, high } = shareDifference(both, counts);
  const { p } = twoProportions(both, counts);
  const calibration = calibrationOf(predictionsOf(second), { bins });
  const interval = (place: 0 | 1) => {
    const { low: from, high: to } = wilsonInterval(both[place], counts[place]);
    return `${percent(both[place] / counts[place])} (95 %: ${percent(from)} to ${percent(to)})`;
  };
  const values: Metric[] = [
    ...score('Top-1 on the other examples', second, 1, 'The likeliest class is the right one.'),
    {
      name: 'Change on the other examples',
      value: 100 * difference,
      unit: '%',
      better: 'higher',
      help: 'How much better (above 0) or worse (below) it is there than on the examples.',
    },
    {
      name: 'Calibration error on the other examples',
      value: 100 * calibration.calibrationError,
      unit: '%',
      better: 'lower',
      help: 'Away from what it learned, a classifier is often too sure.',
    },
  ];
  return {
    values,
    bins: calibration.bins,
    notes: [
      `It is right in ${interval(0)} of ${counts[0].toLocaleString('en')} examples and in ${interval(1)} of ${counts[1].toLocaleString('en')} others: a change of ${percent(difference)}, between ${percent(low)} and ${percent(high)}; ${p < 0.05 ? 'more than chance would (p' : 'which may be chance (p'} = ${p.toPrecision(2)}).`,
    ],
  };
}
