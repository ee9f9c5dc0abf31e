import { type Examples, examplesView, type ImagesView, imagesThatFit } from '@/graph';
import { byTurns, takeArrays } from '@/ml/arrays';

/** Pairs in the picture, and in one of its rows. */
const [SHOWN, ACROSS] = [20, 5];

export interface Pair {
  readonly image: number;
  /** Of the other set. */
  readonly other: number;
  /** What stands under each of the two. */
  readonly words: readonly [string, string];
}

/** Images of one set, each before one of another: as many pairs as a view may have; null where there is no picture of them. */
export function sideBySide(
  images: Examples,
  others: Examples,
  all: readonly Pair[],
  caption: string,
): ImagesView | null {
  const pairs = all.slice(0, Math.min(SHOWN, Math.floor(imagesThatFit(images.shape) / 2)));
  if (pairs.length === 0) return null;
  const ours = takeArrays(
    images,
    pairs.map(({ image }) => image),
  );
  const theirs = takeArrays(
    others,
    pairs.map(({ other }) => other),
  );
  const data = byTurns(pairs.length, [ours, 1], [theirs, 1]);
  const across = Math.min(ACROSS, pairs.length);
  const view = examplesView({ shape: images.shape, count: 2 * pairs.length, data }, caption, 2 * across);
  if (view.view !== 'images') return null;
  return { ...view, captions: pairs.flatMap(({ words }) => [...words]).slice(0, view.count) };
}
