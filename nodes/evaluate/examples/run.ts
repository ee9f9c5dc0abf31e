import { type Examples, GenloomError, type Metrics, numbersView, type Run } from '@/graph';
import { judgeExamples } from '../../common/classifier';
import { takeExamples, widthOf } from '../../common/examples';
import { examplesFigure, ofFew } from '../few';
import { requireComparable } from '../fit';
import { compareImages } from './images';
import { type evaluateExamples, otherShape } from './node';
import { compareRows } from './rows';

/** The most examples of a set that all pairs are looked at of. */
const MOST = 2_000;
/** The most products of numbers between two looks at whether the user has cancelled: well under a second. */
const MOST_PRODUCTS = 1e8;
/** The most numbers that an example which is no image may have: distances between longer ones say little. */
const WIDEST = 1_024;

export const run: Run<typeof evaluateExamples> = async (inputs, { neighbours }, context) => {
  const { made, real, training, classifier } = inputs;
  const images = made.shape.length === 3;
  refuseUnfit({ made, real, ...(training && { training }) }, neighbours, images);
  const most = Math.min(MOST, Math.max(4 * neighbours, Math.floor(Math.sqrt(MOST_PRODUCTS / widthOf(made)))));
  const some = (examples: Examples, label: string): Examples =>
    examples.count <= most
      ? examples
      : takeExamples(
          examples,
          context.random
            .split(label)
            .shuffle([...Array(examples.count).keys()])
            .slice(0, most),
        );
  const compared = {
    made: some(made, 'made'),
    real: some(real, 'real'),
    ...(training && { training }),
    ...(classifier && {
      see: async (examples: Examples) => (await judgeExamples(classifier, examples, context.breathe)).features,
    }),
  };
  const compare = images ? compareImages : compareRows;
  const { values, notes, picture } = await compare({ ...compared, neighbours, context });
  const few = ofFew(made.count, real.count);
  if (few) context.log('warning', few);
  const metrics: Metrics = {
    values: [...values, examplesFigure(made.count, real.count)],
    curves: [],
    notes: [
      ...notes,
      ...(classifier && !training
        ? ['The classifier looks for copies of training examples, and nothing is connected to “Training”.']
        : []),
      ...(['made', 'real'] as const).flatMap((name) => leftOut(name, { made, real }[name].count, most)),
      ...(few ? [few] : []),
    ],
  };
  if (picture) context.preview(numbersView(metrics, picture), 'metrics', 'stays');
  return { metrics };
};

const leftOut = (name: string, count: number, most: number): string[] =>
  count <= most
    ? []
    : [
        `Of the ${count.toLocaleString('en')} ${name} examples ${most.toLocaleString('en')} were drawn for the comparison.`,
      ];

function refuseUnfit(
  { made, real, training }: { readonly made: Examples; readonly real: Examples; readonly training?: Examples },
  neighbours: number,
  images: boolean,
): void {
  const sets: readonly (readonly ['made' | 'real' | 'training', Examples])[] = [
    ['made', made],
    ['real', real],
    ...(training ? [['training', training] as const] : []),
  ];
  for (const [name, set] of sets) {
    if (set.shape.join() !== made.shape.join())
      throw new GenloomError(otherShape('“Made”', made.shape, name === 'real' ? '“Real”' : '“Training”', set.shape));
    // Two halves of the real ones are compared too, to tell what chance does.
    const least = name === 'training' ? 2 : name === 'real' ? 2 * (neighbours + 1) : neighbours + 1;
    requireComparable(name, set, least);
  }
  if (!images && widthOf(made) > WIDEST)
    throw new GenloomError({
      code: 'compare.too-wide',
      title: `These examples have ${widthOf(made).toLocaleString('en')} numbers each; at most ${WIDEST.toLocaleString('en')} are compared.`,
      detail: 'Among so many numbers everything is about as far from everything else.',
      fix: 'Compare codes of them, or fewer columns.',
    });
}
