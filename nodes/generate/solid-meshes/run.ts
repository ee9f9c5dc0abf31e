import { GenloomError, isGrid, type Meshes, meshesView, type Run } from '@/graph';
import { withoutCrumbs } from '@/ml/geometry/crumbs';
import { countNotFinite } from '@/ml/geometry/grid';
import { marchingCubes } from '@/ml/geometry/marching-cubes';
import { alikeInTurn } from '../../common/alike-in-turn';
import { noGrid } from '../../common/solid-facts';
import type { solidMeshes } from './node';

export const run: Run<typeof solidMeshes> = async ({ examples }, { level, crumbs }, context) => {
  const { shape, count, data, labels, classes, captions } = examples;
  if (!isGrid(shape)) throw new GenloomError(noGrid(shape));
  const [side = 1] = shape;
  const items: Meshes['items'][number][] = [];
  let [empty, broken, numberless] = [0, 0, 0];
  for (let at = 0; at < count; at++) {
    context.progress({ done: at, total: count });
    await context.breathe();
    const values = data.subarray(at * side ** 3, (at + 1) * side ** 3);
    const found = countNotFinite(values);
    numberless += found;
    if (found > 0) broken += 1;
    const mesh = marchingCubes({ side, values }, level);
    if (mesh.faces.length === 0) empty += 1;
    items.push(crumbs ? withoutCrumbs(mesh) : mesh);
  }
  if (empty > 0)
    context.log('warning', `${empty} of ${count} grids are nowhere above ${level}: their meshes have no triangles.`);
  if (broken > 0)
    context.log(
      'warning',
      `${numberless.toLocaleString('en')} ${numberless === 1 ? 'cell' : 'cells'} in ${broken} of ${count} grids ${numberless === 1 ? 'is no number and counts' : 'are no numbers and count'} as 0: the model that made them may have lost its way in training.`,
    );
  const meshes: Meshes = {
    items,
    ...(labels && { labels }),
    ...(classes && { classes }),
    ...(captions && { captions }),
  };
  context.preview(meshesView(meshes, undefined, alikeInTurn(meshes)), 'meshes', 'stays');
  return { meshes };
};
