import type { Examples, Metric } from '@/graph';
import { likeness, pictureAt } from '../../common/likeness';
import { readable } from '../../evaluate/figures';

/** The most images that are compared one by one. */
const MOST_IMAGES = 1_000;
const BETWEEN_BREATHS = 20;

/** How well examples were copied: number by number, and of images as the eye sees it. */
export async function measureCopies(
  given: Examples,
  copies: Examples,
  breathe: () => Promise<void>,
): Promise<readonly [Metric, ...Metric[]]> {
  return [errorOf(given, copies), ...(given.shape.length === 3 ? await likenessOf(given, copies, breathe) : [])];
}

function errorOf(given: Examples, copies: Examples): Metric {
  const { data, count } = given;
  const means = new Float64Array(data.length / count);
  const at = (index: number) => means[index % means.length] ?? 0;
  data.forEach((value, index) => {
    means[index % means.length] = at(index) + value / count;
  });
  let [miss, spread] = [0, 0];
  data.forEach((value, index) => {
    miss += (value - (copies.data[index] ?? 0)) ** 2 / data.length;
    spread += (value - at(index)) ** 2 / data.length;
  });
  return {
    name: 'Mean squared error',
    value: miss,
    better: 'lower',
    help: `Of a number of an example. Always giving the mean of these examples would have ${readable(spread)}.`,
  };
}

async function likenessOf(given: Examples, copies: Examples, breathe: () => Promise<void>): Promise<readonly Metric[]> {
  const count = Math.min(MOST_IMAGES, given.count);
  const mean = { psnr: 0, ssim: 0 };
  for (let image = 0; image < count; image++) {
    const { psnr, ssim } = likeness(pictureAt(given, image), pictureAt(copies, image));
    mean.psnr += psnr / count;
    mean.ssim += ssim / count;
    if (image % BETWEEN_BREATHS === 0) await breathe();
  }
  const over = count < given.count ? ` Of the first ${count.toLocaleString('en')} images.` : '';
  return [
    {
      name: 'PSNR',
      value: mean.psnr,
      unit: 'dB',
      better: 'higher',
      help: `How little a copy differs from its original, pixel by pixel. Above some 40 dB the eye sees no difference.${over}`,
    },
    {
      name: 'SSIM',
      value: mean.ssim,
      better: 'higher',
      help: `How alike both are in structure: 1 for the same image, about 0 for strangers.${over}`,
    },
  ];
}
