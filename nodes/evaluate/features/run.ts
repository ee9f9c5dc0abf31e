import { type Examples, GenloomError, type Metric, type Run, type RunContext } from '@/graph';
import { type Arrays, sliceArrays, takeArrays } from '@/ml/arrays';
import { fitGaussianInParts, frechetDistance } from '@/ml/metrics/frechet';
import { kernelDistance } from '@/ml/metrics/kernel-distance';
import { compareManifolds } from '@/ml/metrics/manifold';
import { takeExamples } from '../../common/examples';
import { examplesFigure, ofFew } from '../few';
import { reachFigures, readable } from '../figures';
import { requireComparable } from '../fit';
import { classesOf } from './classes';
import { judgeOf } from './judge';
import type { evaluateFeatures } from './node';

/** The most examples of a set that are judged, and of those the most that all pairs are looked at of. */
const [MOST, MOST_PAIRED] = [10_000, 1_000];
/** The most features: their covariance is as wide as it is high, and twice as many take eight times as long. */
const WIDEST = 1_024;

export const run: Run<typeof evaluateFeatures> = async (inputs, { neighbours }, context) => {
  const judge = judgeOf(inputs);
  const { random, log } = context;
  const some = (name: 'made' | 'real'): Examples => {
    const given = inputs[name];
    requireComparable(name, given, 2 * (neighbours + 1));
    const rows = random.split(name).shuffle([...Array(given.count).keys()]);
    return takeExamples(given, rows.slice(0, MOST));
  };
  const [made, real] = [some('made'), some('real')];
  const stages = stagesOf(context);
  const seenReal = await judge.look(real, await stages('real examples', real.count));
  const width = seenReal.features.shape[0] ?? 0;
  if (width > WIDEST) throw tooWide(width, judge.name);
  const seenMade = await judge.look(made, await stages('made examples', made.count));
  const distances = await distancesOf(seenMade.features, seenReal.features, judge.by(width), stages);
  await stages('who is within reach');
  const reach = reachFigures(compareManifolds(firstOf(seenReal.features), firstOf(seenMade.features), neighbours));
  const { classifier } = inputs;
  const [ofMade, ofReal] = [seenMade.classes, seenReal.classes];
  const classes =
    classifier && ofMade && ofReal && classesOf({ classes: ofMade }, { classes: ofReal }, made, classifier);
  context.progress({ done: STAGES, total: STAGES });
  const few = ofFew(made.count, real.count);
  if (few) log('warning', few);
  return {
    metrics: {
      values: [
        ...distances,
        ...(classes?.values ?? []),
        ...Object.values(reach),
        examplesFigure(made.count, real.count),
      ],
      curves: [],
      notes: [
        ...(classes?.notes ?? []),
        `Measured over ${judge.by(width)}${judge.trust}. Figures by another ${judge.name} cannot be compared with these.`,
        ...(made.count <= width
          ? [
              'There are fewer made examples than features: the Fréchet distance is larger than it should be. Make more.',
            ]
          : []),
        ...(few ? [few] : []),
      ],
    },
  };
};

/** The looks at both, the middles and spreads of both and of two halves, two distances of each kind, and who is within reach. */
const STAGES = 11;

/** Begins the next stage, by its name: what it gives back tells how many of so many are done in it, and breathes. */
type Stages = (message: string, count?: number) => Promise<(done: number) => Promise<void>>;

function stagesOf({ progress, breathe }: Pick<RunContext, 'progress' | 'breathe'>): Stages {
  let begun = -1;
  return async (message, count = 1) => {
    begun += 1;
    const tell = (share: number) => {
      progress({ done: begun + share, total: STAGES, message });
      return breathe();
    };
    await tell(0);
    return (done) => tell(Math.min(1, done / count));
  };
}

async function distancesOf(made: Arrays, real: Arrays, by: string, stages: Stages): Promise<Metric[]> {
  const [one, other] = [everyOther(real, 0), everyOther(real, 1)];
  const gaussianOf = async (items: Arrays, message: string) =>
    fitGaussianInParts(items, await stages(message, items.count));
  const ofReal = await gaussianOf(real, 'middle and spread of the real ones');
  const ofMade = await gaussianOf(made, 'middle and spread of the made ones');
  await stages('Fréchet distance');
  const frechet = frechetDistance(ofReal, ofMade);
  const half = await gaussianOf(one, 'middle and spread of half of the real ones');
  const otherHalf = await gaussianOf(other, 'middle and spread of the other half');
  await stages('Fréchet distance by chance');
  const byChance = frechetDistance(half, otherHalf);
  await stages('kernel distance');
  const kernel = kernelDistance(firstOf(real), firstOf(made));
  await stages('kernel distance by chance');
  const kernelByChance = kernelDistance(firstOf(one), firstOf(other));
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
      help: `Over ${by}: near 0 where both are alike, whatever their number; chance may put it a little below. Two halves of the real ones have ${readable(kernelByChance)}.`,
    },
  ];
}

const tooWide = (width: number, name: 'classifier' | 'encoder'): GenloomError =>
  new GenloomError({
    code: 'features.too-wide',
    title: `The ${name} has ${width.toLocaleString('en')} features; at most ${WIDEST.toLocaleString('en')} are compared.`,
    detail: 'It would take minutes, and many more examples than there are to say anything.',
    fix:
      name === 'classifier'
        ? `Train one with an “MLP” or “Image encoder” of at most ${WIDEST.toLocaleString('en')} numbers before its output.`
        : 'Train one with a shorter code.',
  });

const everyOther = (items: Arrays, first: 0 | 1): Arrays =>
  takeArrays(
    items,
    Int32Array.from({ length: items.count >> 1 }, (_, index) => 2 * index + first),
  );

const firstOf = (items: Arrays): Arrays => sliceArrays(items, 0, MOST_PAIRED);
