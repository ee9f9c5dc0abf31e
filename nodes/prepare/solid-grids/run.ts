import { type Examples, examplesView, GenloomError, type Run } from '@/graph';
import { MOST_NUMBERS } from '@/ml/data/read';
import { gridOf } from '@/ml/geometry/mesh-grid';
import type { solidGrids } from './node';

export const run: Run<typeof solidGrids> = async (
  { meshes },
  { tells, side, reach },
  { breathe, progress, preview },
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
  for (const [at, mesh] of items.entries()) {
    progress({ done: at, total: items.length });
    await breathe();
    data.set(gridOf(mesh, side, tells === 'distance' ? (2 * reach) / side : undefined).values, at * size);
  }
  const examples: Examples = { ...about, shape: [side, side, side, 1], count: items.length, data };
  preview(examplesView(examples, `${items.length.toLocaleString('en')} grids`), 'examples', 'stays');
  return { examples };
};
