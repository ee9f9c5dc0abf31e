import { type Examples, GenloomError, type Metric, type Run } from '@/graph';
import { type Arrays, sliceArrays, takeArrays } from '@/ml/arrays';
import { frechetDistanceOf } from '@/ml/metrics/frechet';
import { kernelDistance } from '@/ml/metrics/kernel-distance';
import { compareManifolds } from '@/ml/metrics/manifold';
import { takeExamples } from '../../common/examples';
import { reachFigures, readable } from '../figures';
import { requireComparable } from '../fit';
import { classesOf } from './classes';
import { judgeOf } from './judge';
import type { evaluateFeatures } from './node';

/** The most examples of a set that are judged, and of those the most that all pairs are looked at of. */
const [MOST, MOST_PAIRED] = [10_000, 1_000];
/** The most features: their covariance is as wide as it is high, and twice as many take eight times as long. */
const WIDEST = 512;

export const run: Run<typeof evaluateFeatures> = async (inputs, { neighbours }, context) => {
  const judge = judgeOf(inputs);
  const { progress, breathe, random } = context;
  const some = (name: 'made' | 'real'): Examples => {
    const given = inputs[name];
    requireComparable(name, given, 2 * (neighbours + 1));
    const rows = random.split(name).shuffle([...Array(given.count).keys()]);
    return takeExamples(given, rows.slice(0, MOST));
  };
  const [made, real] = [some('made'), some('real')];
  progress({ done: 0, total: 4, message: 'real examples' });
  const seenReal = await judge.look(real, breathe);
  const width = seenReal.features.shape[0] ?? 0;
  if (width > WIDEST) throw tooWide(width, judge.name);
  progress({ done: 1, total: 4, message: 'made examples' });
  const seenMade = await judge.look(made, breathe);
  progress({ done: 2, total: 4, message: 'distances' });
  await breathe();
  const distances = await distancesOf(seenMade.features, seenReal.features, judge.by(width), breathe);
  progress({ done: 3, total: 4, message: 'who is within reach' });
  await breathe();
  const reach = reachFigures(compareManifolds(firstOf(seenReal.features), firstOf(seenMade.features), neighbours));
  const { classifier } = inputs;
  const [ofMade, ofReal] = [seenMade.classes, seenReal.classes];
  const classes =
    classifier && ofMade && ofReal && classesOf({ classes: ofMade }, { classes: ofReal }, made, classifier);
  progress({ done: 4, total: 4 });
  return {
    metrics: {
      values: [...distances, ...(classes?.values ?? []), ...Object.values(reach)],
      curves: [],
      notes: [
        ...(classes?.notes ?? []),
        `Measured over ${judge.by(width)}${judge.trust}. Figures by another ${judge.name} cannot be compared with these.`,
        ...(made.count <= width
          ? [
              'There are fewer made examples than features: the Fréchet distance is larger than it should be. Make more.',
            ]
          : []),
      ],
    },
  };
};

async function distancesOf(made: Arrays, real: Arrays, by: string, breathe: () => Promise<void>): Promise<Metric[]> {
  const [one, other] = [everyOther(real, 0), everyOther(real, 1)];
  const frechet = frechetDistanceOf(real, made);
  await breathe();
  const byChance = frechetDistanceOf(one, other);
  await breathe();
  const kernel = kernelDistance(firstOf(real), firstOf(made));
  await breathe();
  return [
    {
      name: 'Fréchet distance',
      value: frechet,
      better: 'lower',
      help: `Over ${by}: how far the middle and the spread of made examples are from those of real ones. Two halves of the real ones have ${readable(byChance)}.`,
    },
    {
      name: 'Kernel distance',
      value: kernel,
      better: 'lower',
      help: `Over ${by}: near 0 where both are alike, whatever their number; chance may put it a little below. Two halves of the real ones have ${readable(kernelDistance(firstOf(one), firstOf(other)))}.`,
    },
  ];
}

const tooWide = (width: number, name: 'classifier' | 'encoder'): GenloomError =>
  new GenloomError({
    code: 'features.too-wide',
    title: `The ${name} has ${width.toLocaleString('en')} features; at most ${WIDEST} are compared.`,
    detail: 'It would take minutes, and many more examples than there are to say anything.',
    fix:
      name === 'classifier'
        ? `Train one with an “MLP” or “Image encoder” of at most ${WIDEST} numbers before its output.`
        : 'Train one with a shorter code.',
  });

const everyOther = (items: Arrays, first: 0 | 1): Arrays =>
  takeArrays(
    items,
    Int32Array.from({ length: items.count >> 1 }, (_, index) => 2 * index + first),
  );

const firstOf = (items: Arrays): Arrays => sliceArrays(items, 0, MOST_PAIRED);
