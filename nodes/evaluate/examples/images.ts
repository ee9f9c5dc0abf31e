import { type Examples, examplesView } from '@/graph';
import { takeArrays } from '@/ml/arrays';
import { nearestNeighbours } from '@/ml/metrics/neighbours';
import { takeExamples } from '../../common/examples';
import { likeness, pictureAt } from '../../common/likeness';
import type { Compared, Comparison } from './comparison';
import { copiesAmong } from './copies';

/** Made images that are compared with their neighbours one by one. */
const MOST_IMAGES = 200;
const BETWEEN_BREATHS = 10;
/** Pairs in the picture. */
const SHOWN = 20;

/** Images beside the real ones that they are nearest to, pixel by pixel: whether they are copies, not whether they are good. */
export async function compareImages({ made: all, real: given, training, context }: Compared): Promise<Comparison> {
  const [made, real] = [firstOf(all, MOST_IMAGES), firstOf(given, MOST_IMAGES)];
  const total = made.count + (training ? 1 : 0);
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
  const copies = training && (await copiesAmong({ made, real, training }, context));
  context.progress({ done: total, total });
  return {
    values: [
      ...(copies ? [copies] : []),
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
      'Images are compared with their nearest neighbours only, pixel by pixel. That finds copies; it does not tell good images from bad. “Judge by classifier” compares what a classifier sees in them.',
    ],
    ...pictureOf(made, given, neighbours),
  };
}

/** Each made image beside the real one that it is nearest to. */
function pictureOf(made: Examples, real: Examples, nearest: readonly number[]): Pick<Comparison, 'picture'> {
  const count = Math.min(SHOWN, made.count);
  const size = made.data.length / made.count;
  const data = new Float32Array(2 * count * size);
  for (let image = 0; image < count; image++) {
    const from = (nearest[image] ?? 0) * size;
    data.set(made.data.subarray(image * size, (image + 1) * size), 2 * image * size);
    data.set(real.data.subarray(from, from + size), (2 * image + 1) * size);
  }
  const labels = Int32Array.from({ length: 2 * count }, (_, index) => index % 2);
  const view = examplesView(
    { shape: made.shape, count: 2 * count, data, labels, classes: ['made', 'nearest'] },
    'Made images, each before the real one that is nearest to it',
  );
  return view.view === 'images' ? { picture: view } : {};
}

const firstOf = (examples: Examples, most: number): Examples =>
  examples.count <= most ? examples : takeExamples(examples, [...Array(most).keys()]);
