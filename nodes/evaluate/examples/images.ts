import { type Examples, examplesView, type ImagesView, imagesThatFit } from '@/graph';
import { sliceArrays, takeArrays } from '@/ml/arrays';
import { nearestNeighbours } from '@/ml/metrics/neighbours';
import { likeness, pictureAt } from '../../common/likeness';
import { readable } from '../figures';
import type { Compared, Comparison } from './comparison';
import { copiesAmong, type Memorised } from './copies';
import { distancesOfPixels as distances } from './pixels';

/** Made images that are compared with their neighbours one by one. */
const MOST_IMAGES = 200;
const BETWEEN_BREATHS = 10;
/** Pairs in the picture, and in one of its rows. */
const [SHOWN, ACROSS] = [20, 5];

/** Images beside the real ones that they are nearest to, pixel by pixel, or beside those of the training, and how far apart both sets are in their pixels. */
export async function compareImages({
  made: all,
  real: given,
  training,
  see,
  neighbours: reach,
  context,
}: Compared): Promise<Comparison> {
  const [made, real] = [firstOf(all), firstOf(given)];
  const total = made.count + (training ? 2 : 1);
  const neighbours: number[] = [];
  let [noise, structure] = [0, 0];
  for (let image = 0; image < made.count; image++) {
    const [nearest = 0] = nearestNeighbours(takeArrays(made, [image]), given).indices;
    neighbours.push(nearest);
    const { psnr, ssim } = likeness(pictureAt(made, image), pictureAt(given, nearest));
    noise += psnr;
    structure += ssim;
    if (image % BETWEEN_BREATHS !== 0) continue;
    context.progress({ done: image, total, message: 'nearest real images' });
    await context.breathe();
  }
  const compared = await distances({ made, real: given, training, neighbours: reach, context });
  const seen = async (images: Examples) => (see ? await see(images) : images);
  const copies =
    training &&
    (await copiesAmong({ made: await seen(made), real: await seen(real), training: await seen(training) }, context));
  const count = copies?.copied.filter(Boolean).length ?? 0;
  context.progress({ done: total, total });
  const picture =
    training && copies
      ? besideTraining(made, training, copies)
      : pairsView(
          made,
          given,
          neighbours.map((nearest, image) => ({ image, nearest, words: 'nearest' })),
          'Made images, each before the real one that is nearest to it',
        );
  return {
    values: [
      ...compared,
      ...(copies
        ? [
            copies.metric,
            {
              name: 'Copies',
              value: count,
              unit: `of ${made.count}`,
              help: `Made images that are such copies, ${see ? 'by what the classifier sees in them' : 'pixel by pixel'}. The picture begins with those that are nearest to an image of the training.`,
            },
          ]
        : []),
      {
        name: 'PSNR to the nearest',
        value: noise / made.count,
        unit: 'dB',
        help: 'How little a made image differs from the real one that is nearest to it, pixel by pixel. Above some 40 dB the eye sees no difference.',
      },
      {
        name: 'SSIM to the nearest',
        value: structure / made.count,
        help: 'How alike both are in structure: 1 for the same image, about 0 for strangers.',
      },
    ],
    notes: [
      'Images are compared pixel by pixel, which finds copies, blur and noise, and does not know what is in them. “Judge by classifier” compares what a classifier sees in them.',
    ],
    ...(picture && { picture }),
  };
}

/** Each made image before the training image that it is nearest to, the nearest pairs first. */
function besideTraining(
  made: Examples,
  training: Examples,
  { indices, distances, copied }: Memorised,
): ImagesView | null {
  const at = (image: number) => distances[image] ?? 0;
  const order = [...Array(made.count).keys()].sort((one, other) => at(one) - at(other));
  const pairs = order.map((image) => ({
    image,
    nearest: indices[image] ?? 0,
    words: `${copied[image] ? 'copy' : 'training'} ${readable(at(image))}`,
  }));
  return pairsView(
    made,
    training,
    pairs,
    'Made images, each before the one of the training that is nearest to it, with the distance',
  );
}

interface Pair {
  readonly image: number;
  readonly nearest: number;
  /** What stands under the neighbour. */
  readonly words: string;
}

/** Pairs of images side by side, as many as a view may have. */
function pairsView(made: Examples, among: Examples, all: readonly Pair[], caption: string): ImagesView | null {
  const pairs = all.slice(0, Math.min(SHOWN, Math.floor(imagesThatFit(made.shape) / 2)));
  if (pairs.length === 0) return null;
  const { shape } = made;
  const [ours, theirs] = [
    takeArrays(
      made,
      pairs.map(({ image }) => image),
    ),
    takeArrays(
      among,
      pairs.map(({ nearest }) => nearest),
    ),
  ];
  const size = ours.data.length / pairs.length;
  const data = new Float32Array(2 * ours.data.length);
  for (let pair = 0; pair < pairs.length; pair++) {
    data.set(ours.data.subarray(pair * size, (pair + 1) * size), 2 * pair * size);
    data.set(theirs.data.subarray(pair * size, (pair + 1) * size), (2 * pair + 1) * size);
  }
  const across = Math.min(ACROSS, pairs.length);
  const view = examplesView({ shape, count: 2 * pairs.length, data }, caption, 2 * across);
  if (view.view !== 'images') return null;
  return { ...view, captions: pairs.flatMap(({ words }) => ['made', words]).slice(0, view.count) };
}

const firstOf = (examples: Examples): Examples => ({ ...examples, ...sliceArrays(examples, 0, MOST_IMAGES) });
