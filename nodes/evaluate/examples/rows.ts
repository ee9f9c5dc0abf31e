import { type Examples, madeView } from '@/graph';
import { applyScaling, measureScaling } from '@/ml/data/points';
import { gaussianDiscrepancy, medianDistance } from '@/ml/metrics/kernel-distance';
import { compareManifolds } from '@/ml/metrics/manifold';
import { modesCovered } from '@/ml/metrics/modes';
import { slicedWasserstein } from '@/ml/metrics/sliced-wasserstein';
import { takeExamples } from '../../common/examples';
import { percent, reachFigures, readable } from '../figures';
import type { Compared, Comparison } from './comparison';
import { copiesAmong } from './copies';

/** Points and rows of numbers: distances of the sets, and who is within reach of whom. Columns count alike, whatever they are measured in. */
export async function compareRows({ made, real, training, neighbours, see, context }: Compared): Promise<Comparison> {
  const picture = madeView(made, real);
  if (picture) context.preview(picture, 'metrics');
  const scaling = measureScaling(real);
  const scaled = (examples: Examples): Examples => ({ ...examples, ...applyScaling(examples, scaling) });
  const [ours, theirs] = [scaled(made), scaled(real)];
  const [one, other] = halves(theirs);
  const total = training ? 4 : 3;
  const next = async (done: number, message: string) => {
    context.progress({ done, total, message });
    await context.breathe();
  };

  await next(0, 'distances of the sets');
  const bandwidth = medianDistance(theirs, ours);
  const discrepancy = gaussianDiscrepancy(theirs, ours, bandwidth);
  await context.breathe();
  const chance = gaussianDiscrepancy(one, other, bandwidth);
  await context.breathe();
  // The same directions for both, so that they can be compared.
  const sliced = slicedWasserstein(theirs, ours, context.random.split('directions'));
  await context.breathe();
  const slicedChance = slicedWasserstein(one, other, context.random.split('directions'));
  await next(1, 'who is within reach');
  const { precision, recall, density, coverage } = reachFigures(compareManifolds(theirs, ours, neighbours));
  await next(2, 'modes');
  const found = made.shape.length === 1 ? modesOf(made, real) : null;
  await next(3, 'copies');
  const copies =
    training &&
    (await copiesAmong(
      see
        ? { made: await see(made), real: await see(real), training: await see(training) }
        : { made: ours, real: theirs, training: scaled(training) },
      context,
    ));
  context.progress({ done: total, total });

  return {
    values: [
      ...(found?.values ?? []),
      {
        name: 'Discrepancy',
        value: discrepancy,
        better: 'lower',
        help: `The squared MMD: how differently both sets are spread, near 0 where they are alike; chance may put it a little below. Two halves of the real ones have ${readable(chance)}.`,
      },
      precision,
      recall,
      ...(copies ? [copies.metric] : []),
      {
        name: 'Sliced Wasserstein',
        value: sliced,
        unit: 'deviations',
        better: 'lower',
        help: `How far made examples would have to be moved to lie as the real ones do. Two halves of the real ones have ${readable(slicedChance)}.`,
      },
      density,
      coverage,
    ],
    notes: found?.notes ?? [],
    ...(picture && { picture }),
  };
}

/** Which centres of a known mixture have examples near them. */
function modesOf(made: Examples, { modes, ...real }: Examples): Comparison | null {
  if (!modes || modes.centres.some(({ length }) => length !== made.shape[0])) return null;
  const { centres, deviation } = modes;
  const found = modesCovered(made, centres, deviation);
  const wanted = modesCovered(real, centres, deviation);
  return {
    values: [
      {
        name: 'Modes found',
        value: found.modes,
        unit: `of ${centres.length}`,
        better: 'higher',
        help: 'Clusters of the real examples that have a made one within three deviations.',
      },
      {
        name: 'Near a mode',
        value: 100 * found.quality,
        unit: '%',
        better: 'higher',
        help: `Made examples within three deviations of a cluster’s centre. Of the real ones ${percent(wanted.quality)} are.`,
      },
    ],
    notes: [`Made near each mode: ${found.counts.join(', ')}. Real: ${wanted.counts.join(', ')}.`],
  };
}

function halves(examples: Examples): readonly [Examples, Examples] {
  const every = (first: 0 | 1) =>
    takeExamples(
      examples,
      Array.from({ length: Math.floor((examples.count + 1 - first) / 2) }, (_, index) => 2 * index + first),
    );
  return [every(0), every(1)];
}
