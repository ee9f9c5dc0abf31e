import { type Examples, examplesView, type ImagesView, imagesThatFit, madeView, type ScatterView } from '@/graph';
import { type Arrays, byTurns } from '@/ml/arrays';

/** Images that are shown in a row, above their copies, and rows of them. */
const [ACROSS, ROWS] = [12, 2];

/** Examples and their copies: images in rows, each above a row of their copies, points over points. Null where there is no picture of them. */
export function copiesView(given: Examples, copies: Arrays): ScatterView | ImagesView | null {
  const { shape } = given;
  if (shape.length !== 3) return madeView({ shape, count: copies.count, data: copies.data }, given);
  const pairs = Math.max(1, Math.min(copies.count, Math.floor(imagesThatFit(shape) / 2)));
  const across = Math.min(ACROSS, pairs);
  const rows = Math.min(ROWS, Math.floor(pairs / across));
  const data = byTurns(rows, [given, across], [copies, across]);
  const view = examplesView({ shape, count: 2 * rows * across, data }, 'Examples, each row above its copies', across);
  return view.view === 'images' ? view : null;
}
