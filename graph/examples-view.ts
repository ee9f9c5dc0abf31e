import { base64 } from './base64';
import { clipsOfExamples } from './clips-view';
import { captionsOf, type ExamplesShown } from './examples-shown';
import type { Examples } from './kinds';
import { solidsOfExamples } from './solids-view';
import { type ExamplesPicture, type ImagesView, VIEW_LIMITS, type View } from './view';

/** What can be seen of examples: points in a plane, images, clips or solids side by side (`columns` in a row), or a table of the first rows. */
export function examplesView(
  { shape, count, data, labels, classes, captions }: Examples,
  caption?: string,
  columns?: number,
): View {
  const about = caption ?? `${count.toLocaleString('en')} examples${classes ? `, ${classes.length} classes` : ''}`;
  if (shape.length === 1 && shape[0] === 2)
    return {
      view: 'scatter',
      series: [{ name: 'Examples', ...pointsOf({ shape, count, data, labels }) }],
      caption: about,
    };
  const all = { shape, count, data, labels, classes, captions };
  const pictures = imagesOf(all, columns) ?? clipsOfExamples(all, columns) ?? solidsOfExamples(all, columns);
  if (pictures) return { ...pictures, caption: about };
  const width = numbersIn(shape);
  return {
    view: 'table',
    columns: Array.from({ length: Math.min(width, 12) }, (_, index) => `x${index + 1}`),
    rows: Array.from({ length: Math.min(count, VIEW_LIMITS.items) }, (_, row) =>
      Array.from({ length: Math.min(width, 12) }, (_, column) => rounded(data[row * width + column] ?? 0)),
    ),
    caption: about,
  };
}

/**
 * Points made, over those that were given, both as many as a view may have; or images, clips or solids made, with so many `columns` where rows mean something. Null where
 * there is no picture of such examples.
 */
export function madeView(made: Examples, given?: Examples, columns?: number): ExamplesPicture | null {
  if (made.shape.length === 1 && made.shape[0] === 2)
    return {
      view: 'scatter',
      series: [
        ...(given ? [{ name: 'Given', role: 'given' as const, points: pointsOf(given).points }] : []),
        { name: 'Made', role: 'made' as const, ...pointsOf(made) },
      ],
    };
  return imagesOf(made, columns) ?? clipsOfExamples(made, columns) ?? solidsOfExamples(made, columns);
}

/** How many numbers an array of this shape has. */
export const numbersIn = (shape: readonly number[]): number => shape.reduce((product, length) => product * length, 1);

/** How many images of this shape a view may have, or so many numbers have room for. */
export const imagesThatFit = (shape: readonly number[], room: number = VIEW_LIMITS.pixels): number =>
  Math.floor(room / numbersIn(shape));

function pointsOf({ count, data, labels }: ExamplesShown): { readonly points: number[]; readonly labels?: number[] } {
  const shown = Math.min(count, VIEW_LIMITS.points);
  const points = Array.from(data.subarray(0, 2 * shown), rounded);
  return labels ? { points, labels: Array.from(labels.subarray(0, shown)) } : { points };
}

function imagesOf(
  { shape, count, data, labels, classes, captions }: ExamplesShown,
  columns?: number,
): ImagesView | null {
  if (shape.length !== 3) return null;
  const images = shape[2] === 1 || shape[2] === 3 ? { shape, count, data } : falseColours({ shape, count, data });
  return imagesView(images, { columns, captionOf: captionsOf({ labels, classes, captions }) });
}

/** Images of 1 or 3 channels side by side (`columns` in a row), as many as there is room for, with what stands under each. */
export function imagesView(
  { shape, count, data }: Pick<Examples, 'shape' | 'count' | 'data'>,
  {
    columns,
    captionOf,
    room = VIEW_LIMITS.pixels,
  }: {
    /** Numbers that there is room for. */
    readonly room?: number;
    readonly columns?: number | undefined;
    readonly captionOf?: ((at: number) => string) | undefined;
  } = {},
): ImagesView {
  const [height = 0, width = 0, channels = 0] = shape;
  const size = height * width * channels;
  const most = imagesThatFit(shape, room);
  // Of rows that mean something, whole ones.
  const fitting = columns ? columns * Math.floor(most / columns) : Math.min(40, most);
  const shown = Math.min(count, Math.max(1, fitting));
  const bytes = Uint8Array.from(data.subarray(0, shown * size), (value) => 255 * Math.min(1, Math.max(0, value)));
  return {
    view: 'images',
    width,
    height,
    channels: channels === 3 ? 3 : 1,
    count: shown,
    ...(columns && { columns }),
    pixels: base64(bytes),
    ...(captionOf && { captions: Array.from({ length: shown }, (_, at) => captionOf(at)) }),
  };
}

/** Grids of numbers that are no pixels, such as codes of a VAE, as if they were: the first three channels, or the first of two, from two deviations below the mean to two above. */
export function falseColours({ shape, count, data }: Pick<Examples, 'shape' | 'count' | 'data'>) {
  const [height = 0, width = 0, given = 1] = shape;
  const channels: 1 | 3 = given >= 3 ? 3 : 1;
  const shown = Math.min(count, Math.max(1, imagesThatFit([height, width, channels])));
  const places = height * width * shown;
  const pixels = new Float32Array(places * channels);
  let [sum, squares] = [0, 0];
  for (const value of data) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / Math.max(1, data.length);
  const deviation = Math.sqrt(Math.max(0, squares / Math.max(1, data.length) - mean * mean)) || 1;
  for (let place = 0; place < places; place++)
    for (let channel = 0; channel < channels; channel++)
      pixels[place * channels + channel] = 0.5 + ((data[place * given + channel] ?? 0) - mean) / (4 * deviation);
  return { shape: [height, width, channels], count: shown, data: pixels };
}

/** Pixels of a view know no more digits. */
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;
