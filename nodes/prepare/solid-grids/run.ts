import { type Examples, examplesView, GenloomError, type Run } from '@/graph';
import { MOST_NUMBERS } from '@/ml/data/read';
import { SURFACE } from '@/ml/geometry/grid';
import { gridOf } from '@/ml/geometry/mesh-grid';
import type { solidGrids } from './node';

export const run: Run<typeof solidGrids> = async (
  { meshes },
  { tells, side, reach },
  { breathe, progress, preview, log },
) => {
  const { items, ...about } = meshes;
  const size = side ** 3;
  const most = Math.floor(MOST_NUMBERS / size);
  if (items.length > most)
    throw new GenloomError({
      code: 'solids.too-many',
      title: `${items.length.toLocaleString('en')} grids of ${side} × ${side} × ${side} cells do not fit into memory.`,
      detail: `At this size at most ${most.toLocaleString('en')} do.`,
      fix: 'Make fewer solids, or use fewer cells each way.',
    });
  const data = new Float32Array(items.length * size);
  let empty = 0;
  for (const [at, mesh] of items.entries()) {
    progress({ done: at, total: items.length });
    await breathe();
    const { values } = gridOf(mesh, side, tells === 'distance' ? (2 * reach) / side : undefined);
    if (!values.some((value) => value > SURFACE)) empty++;
    data.set(values, at * size);
  }
  if (empty > 0)
    log(
      'warning',
      `${empty.toLocaleString('en')} of ${items.length.toLocaleString('en')} meshes shut nothing in: they are open or thinner than a cell. Close the open ones (Blender: Fill, or Solidify); thin ones need more cells each way.`,
    );
  const examples: Examples = { ...about, shape: [side, side, side, 1], count: items.length, data };
  preview(examplesView(examples, `${items.length.toLocaleString('en')} grids`), 'examples', 'stays');
  return { examples };
};
