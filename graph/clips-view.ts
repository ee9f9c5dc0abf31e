import { base64 } from './base64';
import { captionsOf, type ExamplesShown } from './examples-shown';
import type { Clips } from './kinds';
import { isGrid } from './solids-view';
import { type ClipsView, VIEW_LIMITS } from './view';

/** Frames a second of clips that do not say. */
const FPS = 8;

/** Whether examples of this shape are clips `[frames, height, width, channels]`, of one channel or three; grids of solids are none. */
export const isClip = (shape: readonly unknown[]): boolean =>
  shape.length === 4 && (shape[3] === 1 || shape[3] === 3) && !isGrid(shape);

/** Clips side by side (`columns` in a row), as many and as finely as there is room for. */
export function clipsView(
  { shape, count, fps, pixels, ...about }: Clips,
  {
    caption,
    columns,
    large = true,
  }: { readonly caption?: string; readonly columns?: number; readonly large?: boolean } = {},
): ClipsView {
  const view = seen({ shape, count, ...about }, fps, (at) => pixels[at] ?? 0, columns, large);
  return { ...view, caption: caption ?? clipsSaid({ shape, count, fps, ...about }) };
}

/** The same of examples that are clips, numbers from 0 to 1; null for examples of another shape. */
export function clipsOfExamples(examples: ExamplesShown, columns?: number): ClipsView | null {
  if (!isClip(examples.shape)) return null;
  return seen(examples, FPS, (at) => 255 * Math.min(1, Math.max(0, examples.data[at] ?? 0)), columns, true);
}

/** `2,000 clips, 9 classes: 8 frames of 16 × 16, 8 a second`. */
export function clipsSaid({ shape, count, fps, classes }: Pick<Clips, 'shape' | 'count' | 'fps' | 'classes'>): string {
  const [frames = 0, height = 0, width = 0] = shape;
  return `${count.toLocaleString('en')} clip${count === 1 ? '' : 's'}${classes ? `, ${classes.length} classes` : ''}: ${frames} frames of ${width} × ${height}, ${Number(fps.toFixed(2))} a second`;
}

function seen(
  { shape, count, labels, classes, captions }: Omit<ExamplesShown, 'data'>,
  fps: number,
  byteAt: (at: number) => number,
  columns: number | undefined,
  large: boolean,
): ClipsView {
  const [frames = 0, height = 0, width = 0, channels = 0] = shape;
  const room = large ? VIEW_LIMITS.clipBytes : VIEW_LIMITS.clipBytes / 4;
  // Where not even one has room, every second pixel is shown, or every third …, and at last fewer frames.
  let every = 1;
  const sizeAt = (step: number) => Math.ceil(height / step) * Math.ceil(width / step) * channels;
  while (frames * sizeAt(every) > room && Math.ceil(Math.min(height, width) / (every + 1)) >= LEAST_SIDE) every++;
  const shownFrames = Math.max(1, Math.min(frames, Math.floor(room / Math.max(1, sizeAt(every)))));
  const most = Math.max(1, Math.min(VIEW_LIMITS.clips, Math.floor(room / Math.max(1, shownFrames * sizeAt(every)))));
  // Of rows that mean something, whole ones.
  const shown = Math.min(count, columns ? columns * Math.max(1, Math.floor(most / columns)) : most);
  const [high, wide] = [Math.ceil(height / every), Math.ceil(width / every)];
  const pixels = new Uint8Array(shown * shownFrames * high * wide * channels);
  let to = 0;
  for (let clip = 0; clip < shown; clip++)
    for (let frame = 0; frame < shownFrames; frame++)
      for (let row = 0; row < height; row += every)
        for (let column = 0; column < width; column += every) {
          const from = (((clip * frames + frame) * height + row) * width + column) * channels;
          for (let channel = 0; channel < channels; channel++) pixels[to++] = byteAt(from + channel);
        }
  const captionOf = captionsOf({ labels, classes, captions });
  const notes = [
    ...(every > 1 ? [`one pixel in ${every} each way is shown`] : []),
    ...(shownFrames < frames ? [`the first ${shownFrames} of ${frames} frames are shown`] : []),
    ...(shown < count ? [`the first ${shown} of ${count.toLocaleString('en')} are shown`] : []),
  ].join('; ');
  return {
    view: 'clips',
    width: wide,
    height: high,
    channels: channels === 3 ? 3 : 1,
    frames: shownFrames,
    fps,
    count: shown,
    ...(columns && { columns }),
    pixels: base64(pixels),
    ...(captionOf && { captions: Array.from({ length: shown }, (_, at) => captionOf(at)) }),
    ...(notes && { note: `${notes.charAt(0).toUpperCase()}${notes.slice(1)}.` }),
  };
}

/** No clip is shown smaller than this for want of room. */
const LEAST_SIDE = 24;
