import type { Arrays } from '../../arrays';
import { type ImageSize, imageShape, refuseSize } from './shape';

export type ResizeMethod = 'area' | 'bilinear';

/** What each new pixel takes along one axis: `most` weights for old pixels from `first` on, which sum to 1; those not needed are 0. */
interface Taps {
  readonly most: number;
  readonly first: Int32Array;
  readonly weights: Float64Array;
}

/**
 * Images of another size. `area` is the mean of what each new pixel covers, the one to shrink with; `bilinear` goes straight between the
 * middles of the nearest four pixels, without corners aligned, as OpenCV and PyTorch do.
 * @throws DataError `data.images.shape`, `data.images.size`
 */
export function resizeImages(
  images: Arrays,
  { height, width, method = 'area' }: ImageSize & { readonly method?: ResizeMethod },
): Arrays {
  refuseSize({ height, width });
  const old = imageShape(images);
  const taps = method === 'area' ? areaTaps : bilinearTaps;
  const [across, down] = [taps(old.width, width), taps(old.height, height)];
  const { channels } = old;
  const line = width * channels;
  const data = new Float32Array(images.count * height * line);
  // Rows first: what is left between the two is old.height × width. Columns next, where a whole line of pixels is one step.
  const between = new Float32Array(old.height * line);
  for (let image = 0; image < images.count; image++) {
    const from = image * old.height * old.width * channels;
    for (let row = 0; row < old.height; row++)
      gather(images.data, from + row * old.width * channels, between, row * line, across, channels);
    gather(between, 0, data, image * height * line, down, line);
  }
  return { ...images, shape: [height, width, channels], data };
}

/** New pixels of `stride` values each, from `to` on, as weighted sums of old ones from `from` on. */
function gather(
  old: Float32Array,
  from: number,
  made: Float32Array,
  to: number,
  { most, first, weights }: Taps,
  stride: number,
): void {
  for (let pixel = 0; pixel < first.length; pixel++)
    for (let value = 0; value < stride; value++) {
      const start = from + (first[pixel] ?? 0) * stride + value;
      let sum = 0;
      for (let tap = 0; tap < most; tap++) {
        const weight = weights[pixel * most + tap] ?? 0;
        if (weight !== 0) sum += weight * (old[start + tap * stride] ?? 0);
      }
      made[to + pixel * stride + value] = sum;
    }
}

function areaTaps(from: number, to: number): Taps {
  const scale = from / to;
  const most = Math.ceil(scale) + 1;
  const first = Int32Array.from({ length: to }, (_, pixel) => Math.min(from - 1, Math.floor(pixel * scale + 1e-9)));
  const weights = Float64Array.from({ length: to * most }, (_, at) => {
    const pixel = Math.floor(at / most);
    const covered = (first[pixel] ?? 0) + (at % most);
    return Math.max(0, Math.min((pixel + 1) * scale, covered + 1, from) - Math.max(pixel * scale, covered)) / scale;
  });
  return { most, first, weights };
}

function bilinearTaps(from: number, to: number): Taps {
  const first = new Int32Array(to);
  const weights = new Float64Array(2 * to);
  for (let pixel = 0; pixel < to; pixel++) {
    const at = Math.min(from - 1, Math.max(0, ((pixel + 0.5) * from) / to - 0.5));
    const low = Math.min(Math.floor(at), Math.max(0, from - 2));
    first[pixel] = low;
    weights.set([1 - (at - low), at - low], 2 * pixel);
  }
  return { most: 2, first, weights };
}

/** The middle of each image; where the new size is larger, the edge is black. @throws DataError `data.images.shape`, `data.images.size` */
export function centreCrop(images: Arrays, { height, width }: ImageSize): Arrays {
  refuseSize({ height, width });
  const old = imageShape(images);
  const { channels } = old;
  const top = Math.floor((old.height - height) / 2);
  const left = Math.floor((old.width - width) / 2);
  const [firstRow, endRow] = [Math.max(0, -top), Math.min(height, old.height - top)];
  const [firstColumn, endColumn] = [Math.max(0, -left), Math.min(width, old.width - left)];
  const data = new Float32Array(images.count * height * width * channels);
  for (let image = 0; image < images.count; image++)
    for (let row = firstRow; row < endRow; row++) {
      const line = (image * old.height + row + top) * old.width;
      data.set(
        images.data.subarray((line + firstColumn + left) * channels, (line + endColumn + left) * channels),
        ((image * height + row) * width + firstColumn) * channels,
      );
    }
  return { ...images, shape: [height, width, channels], data };
}
