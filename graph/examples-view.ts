import type { Examples } from './kinds';
import { type ImagesView, type ScatterView, VIEW_LIMITS, type View } from './view';

/** What can be seen of examples: points in a plane, images side by side (`columns` in a row), or a table of the first rows. */
export function examplesView(
  { shape, count, data, labels, classes }: Examples,
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
  const images = imagesOf({ shape, count, data, labels, classes }, columns);
  if (images) return { ...images, caption: about };
  const width = shape.reduce((product, length) => product * length, 1);
  return {
    view: 'table',
    columns: Array.from({ length: Math.min(width, 12) }, (_, index) => `x${index + 1}`),
    rows: Array.from({ length: Math.min(count, VIEW_LIMITS.items) }, (_, row) =>
      Array.from({ length: Math.min(width, 12) }, (_, column) => rounded(data[row * width + column] ?? 0)),
    ),
    caption: about,
  };
}

/** Points made, over those that were given, both as many as a view may have; or images made. Null where there is no picture of such examples. */
export function madeView(made: Examples, given?: Examples): ScatterView | ImagesView | null {
  if (made.shape.length === 1 && made.shape[0] === 2)
    return {
      view: 'scatter',
      series: [
        ...(given ? [{ name: 'Given', role: 'given' as const, points: pointsOf(given).points }] : []),
        { name: 'Made', role: 'made' as const, ...pointsOf(made) },
      ],
    };
  return imagesOf(made);
}

type Shown = Pick<Examples, 'shape' | 'count' | 'data'> & {
  readonly labels?: Int32Array | undefined;
  readonly classes?: readonly string[] | undefined;
};

function pointsOf({ count, data, labels }: Shown): { readonly points: number[]; readonly labels?: number[] } {
  const shown = Math.min(count, VIEW_LIMITS.points);
  const points = Array.from(data.subarray(0, 2 * shown), rounded);
  return labels ? { points, labels: Array.from(labels.subarray(0, shown)) } : { points };
}

function imagesOf({ shape, count, data, labels, classes }: Shown, columns?: number): ImagesView | null {
  const [height = 0, width = 0, channels = 0] = shape;
  if (shape.length !== 3 || (channels !== 1 && channels !== 3)) return null;
  const size = height * width * channels;
  const most = Math.floor(VIEW_LIMITS.pixels / size);
  // Of rows that mean something, whole ones.
  const fitting = columns ? columns * Math.floor(most / columns) : Math.min(40, most);
  const shown = Math.max(1, Math.min(count, fitting));
  const bytes = Uint8Array.from(data.subarray(0, shown * size), (value) => 255 * Math.min(1, Math.max(0, value)));
  return {
    view: 'images',
    width,
    height,
    channels,
    count: Math.min(count, shown),
    ...(columns && { columns }),
    pixels: base64(bytes),
    ...(labels && classes && { captions: Array.from(labels.subarray(0, shown), (label) => classes[label] ?? '–') }),
  };
}

/** Pixels of a view know no more digits. */
const rounded = (value: number): number => Math.round(value * 1e4) / 1e4;

function base64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}
