import type { Examples, ImagesView } from '@/graph';
import { sliceArrays, takeArrays } from '@/ml/arrays';
import { nearestNeighbours } from '@/ml/metrics/neighbours';
import { likeness, pictureAt } from '../../common/likeness';
import { sideBySide } from '../../common/side-by-side';
import { readable } from '../figures';
import type { Compared, Comparison } from './comparison';
import { copiesAmong, type Memorised } from './copies';
import { distancesOfPixels as distances } from './pixels';

/** Made images that are compared with their neighbours one by one. */
const MOST_IMAGES = 200;
const BETWEEN_BREATHS = 10;

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
      : sideBySide(
          made,
          given,
          neighbours.map((nearest, image) => ({ image, other: nearest, words: ['made', 'nearest'] as const })),
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
    other: indices[image] ?? 0,
    words: ['made', `${copied[image] ? 'copy' : 'training'} ${readable(at(image))}`] as const,
  }));
  return sideBySide(
    made,
    training,
    pairs,
    'Made images, each before the one of the training that is nearest to it, with the distance',
  );
}

const firstOf = (examples: Examples): Examples => ({ ...examples, ...sliceArrays(examples, 0, MOST_IMAGES) });
