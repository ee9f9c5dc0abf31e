import { type Examples, falseColours, type ImagesView, imagesView } from '@/graph';

/** The place that looks, in a grid of places. */
interface Looking {
  readonly rows: number;
  readonly columns: number;
  /** Counted from 1. */
  readonly row: number;
  readonly column: number;
}

/** A view has at least so many pixels each way, so that the places of small images can be told apart. */
const SIDE = 32;

/** How dark the image is where nobody is asked about. */
const DIMMED = 0.35;

/** The image, dimmed but for the patch that looks, and then where it looks: the brighter, the more of the share. */
export function mapsView(
  one: Examples,
  maps: readonly { readonly title: string; readonly shares: Float32Array }[],
  { rows, columns, row, column }: Looking,
): ImagesView {
  const [height = 1, width = 1, given = 1] = one.shape;
  const { data, shape } = given === 1 || given === 3 ? one : falseColours(one);
  const channels = shape[2] === 3 ? 3 : 1;
  const factor = Math.max(1, Math.ceil(SIDE / Math.min(height, width)));
  const [high, wide] = [factor * height, factor * width];
  const size = high * wide * channels;
  const pixels = new Float32Array((1 + maps.length) * size);
  for (let y = 0; y < high; y++)
    for (let x = 0; x < wide; x++) {
      const place = Math.floor((y * rows) / high) * columns + Math.floor((x * columns) / wide);
      const seen = place === (row - 1) * columns + column - 1 ? 1 : DIMMED;
      const from = (Math.floor(y / factor) * width + Math.floor(x / factor)) * channels;
      const to = (y * wide + x) * channels;
      for (let channel = 0; channel < channels; channel++) {
        pixels[to + channel] = seen * Math.min(1, Math.max(0, data[from + channel] ?? 0));
        for (const [index, { shares }] of maps.entries())
          pixels[(1 + index) * size + to + channel] = (shares[place] ?? 0) / (brightest(shares) || 1);
      }
    }
  const titles = ['the patch that looks', ...maps.map(({ title }) => title)];
  return imagesView(
    { shape: [high, wide, channels], count: titles.length, data: pixels },
    {
      captionOf: (at) => titles[at] ?? '',
    },
  );
}

const brightest = (shares: Float32Array): number => shares.reduce((most, share) => Math.max(most, share), 0);
