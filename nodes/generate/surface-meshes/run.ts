import { type Meshes, meshesView, type Run } from '@/graph';
import { runNetwork } from '@/ml/forward';
import { readOnce } from '@/ml/functions/read';
import { withoutCrumbs } from '@/ml/geometry/crumbs';
import { centreOf, levelOf } from '@/ml/geometry/grid';
import { marchingCubes } from '@/ml/geometry/marching-cubes';
import { withRole } from '@/ml/roles';
import { fill, tensor2d, tidy } from '@/ml/tf';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { concreteNetwork, roleOf } from '../../common/network';
import type { surfaceMeshes } from './node';

/** So many places are asked about at once. */
const AT_ONCE = 8_192;

export const run: Run<typeof surfaceMeshes> = async ({ surface }, { side, crumbs }, context) => {
  const { names } = surface;
  const given = surface.networks.surface;
  const network = roleOf(given ? { surface: withRole(concreteNetwork(given), 'surface') } : {}, 'surface');
  const weights = uploadWeights(network, surface.weights);
  const size = side ** 3;
  const items: Meshes['items'][number][] = [];
  try {
    for (const which of names.keys()) {
      const values = new Float32Array(size);
      for (let from = 0; from < size; from += AT_ONCE) {
        const count = Math.min(AT_ONCE, size - from);
        const told = await readOnce(
          tidy(() => {
            const input = tensor2d(centres(from, count, side), [count, 3]);
            return runNetwork(network, weights, { input, label: fill([count], which, 'int32') });
          }),
        );
        for (let at = 0; at < count; at++) values[from + at] = levelOf(told[at] ?? 1, 1);
        context.progress({ done: which * size + from + count, total: names.length * size });
        await context.breathe();
      }
      const mesh = marchingCubes({ side, values });
      if (mesh.faces.length === 0)
        context.log('warning', `The network finds no surface of “${names[which]}”: its mesh is empty.`);
      items.push(crumbs ? withoutCrumbs(mesh) : mesh);
    }
  } finally {
    disposeAll(weights);
  }
  const meshes: Meshes = { items, captions: names };
  context.preview(meshesView(meshes), 'meshes', 'stays');
  return { meshes };
};

/** The middles of cells of the cube, x, y and z in turn; x is counted on first. */
function centres(from: number, count: number, side: number): Float32Array {
  const places = new Float32Array(3 * count);
  for (let at = 0; at < count; at++) {
    const cell = from + at;
    places[3 * at] = centreOf(cell % side, side);
    places[3 * at + 1] = centreOf(Math.floor(cell / side) % side, side);
    places[3 * at + 2] = centreOf(Math.floor(cell / side ** 2), side);
  }
  return places;
}
