import { type Examples, type ExamplesPicture, examplesView, imagesThatFit, isGrid, madeView } from '@/graph';
import { type Arrays, byTurns } from '@/ml/arrays';

/** Images that are shown in a row, above their copies, and rows of them. */
const [ACROSS, ROWS] = [12, 2];
/** The same of solids. */
const [SOLIDS_ACROSS, SOLID_ROWS] = [6, 2];

/** Examples and their copies: images and solids in rows, each above a row of their copies, points over points. Null where there is no picture of them. */
export function copiesView(given: Examples, copies: Arrays): ExamplesPicture | null {
  const { shape } = given;
  if (isGrid(shape)) {
    const across = Math.min(SOLIDS_ACROSS, copies.count);
    const rows = Math.min(SOLID_ROWS, Math.floor(copies.count / across));
    const data = byTurns(rows, [given, across], [copies, across]);
    return madeView({ shape, count: 2 * rows * across, data }, undefined, across);
  }
  if (shape.length !== 3) return madeView({ shape, count: copies.count, data: copies.data }, given);
  const pairs = Math.max(1, Math.min(copies.count, Math.floor(imagesThatFit(shape) / 2)));
  const across = Math.min(ACROSS, pairs);
  const rows = Math.min(ROWS, Math.floor(pairs / across));
  const data = byTurns(rows, [given, across], [copies, across]);
  const view = examplesView({ shape, count: 2 * rows * across, data }, 'Examples, each row above its copies', across);
  return view.view === 'images' ? view : null;
}
