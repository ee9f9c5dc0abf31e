import type { Metric } from '@/graph';
import { type Arrays, takeArrays } from '@/ml/arrays';
import { frechetDistanceOf } from '@/ml/metrics/frechet';
import { kernelDistance } from '@/ml/metrics/kernel-distance';
import { compareManifolds } from '@/ml/metrics/manifold';
import { type PrincipalAxes, principalAxes } from '@/ml/metrics/principal';
import { sizeOf } from '@/ml/network';
import { reachFigures, readable } from '../figures';
import type { Compared } from './comparison';

/** More directions than a quarter of the images say what these few images are, and not what such images are. */
const [MOST_AXES, IMAGES_EACH] = [24, 4];
/** The most images by which directions are found. */
const MOST_FOR_AXES = 500;

/**
 * How far apart two sets of images are, over the few directions in which real ones differ most and what lies beside all of these: noise has more of that
 * than real images, and blur less. Nothing where there are too few to compare.
 */
export async function distancesOfPixels({
  made,
  real,
  training,
  neighbours,
  context,
}: Pick<Compared, 'made' | 'real' | 'training' | 'neighbours' | 'context'>): Promise<readonly Metric[]> {
  if (made.count <= neighbours || real.count < 2 * (neighbours + 1)) return [];
  const known = training && training.count >= real.count ? training : real;
  const wanted = Math.max(2, Math.min(MOST_AXES, Math.floor(known.count / IMAGES_EACH)));
  const axes = principalAxes(firstOf(known), wanted, context.random.split('axes'));
  await context.breathe();
  const [ours, theirs] = [along(axes, made), along(axes, real)];
  const [one, other] = [everyOther(theirs, 0), everyOther(theirs, 1)];
  const by = `the ${axes.axes.length} directions in which the ${known === real ? 'real' : 'training'} images differ most, pixel by pixel, and what lies beside them`;
  const distance = (name: string, measure: (a: Arrays, b: Arrays) => number, what: string): Metric => ({
    name,
    value: measure(theirs, ours),
    better: 'lower',
    help: `Over ${by}: ${what} Two halves of the real ones have ${readable(measure(one, other))}.`,
  });
  const frechet = distance(
    'Fréchet distance of pixels',
    frechetDistanceOf,
    'how far the middle and the spread of made images are from those of real ones.',
  );
  await context.breathe();
  const kernel = distance(
    'Kernel distance of pixels',
    kernelDistance,
    'near 0 where both sets are alike; chance may put it a little below.',
  );
  await context.breathe();
  const { precision, recall, density, coverage } = reachFigures(compareManifolds(theirs, ours, neighbours));
  return [frechet, precision, recall, kernel, density, coverage];
}

/** Where images lie along the axes, and at the end how far from all of them. */
function along({ mean, axes }: PrincipalAxes, images: Arrays): Arrays {
  const size = sizeOf(images.shape);
  const width = axes.length + 1;
  const data = new Float32Array(images.count * width);
  const centred = new Float64Array(size);
  for (let image = 0; image < images.count; image++) {
    let left = 0;
    for (let at = 0; at < size; at++) {
      centred[at] = (images.data[image * size + at] ?? 0) - (mean[at] ?? 0);
      left += (centred[at] ?? 0) ** 2;
    }
    for (const [place, axis] of axes.entries()) {
      let sum = 0;
      for (let at = 0; at < size; at++) sum += (centred[at] ?? 0) * (axis[at] ?? 0);
      data[image * width + place] = sum;
      left -= sum * sum;
    }
    data[image * width + axes.length] = Math.sqrt(Math.max(0, left));
  }
  return { shape: [width], count: images.count, data };
}

const firstOf = (images: Arrays): Arrays =>
  takeArrays(images, [...Array(Math.min(images.count, MOST_FOR_AXES)).keys()]);

const everyOther = (items: Arrays, first: 0 | 1): Arrays =>
  takeArrays(
    items,
    Array.from({ length: items.count >> 1 }, (_, index) => 2 * index + first),
  );
