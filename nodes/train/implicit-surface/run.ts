import { GenloomError, type Meshes, type Run, type RunContext } from '@/graph';
import { gridOf } from '@/ml/geometry/mesh-grid';
import { type KnownSolid, knownSolid, surfaceObjective } from '@/ml/objectives/surface';
import { rolesOf } from '../../common/network';
import { surfaceNetwork } from '../../common/surface-network';
import { curvesOf, measuredLosses, settingsOf } from '../common/curves';
import { trainShown } from '../common/shown';
import type { TrainingWords } from '../common/words';
import type { trainImplicitSurface } from './node';

const words: TrainingWords = { loss: 'mean error, in reaches', speed: 'places/s' };

export const run: Run<typeof trainImplicitSurface> = async ({ meshes }, params, context) => {
  const { solids, cells, reach, average } = params;
  if (meshes.items.length < solids)
    throw new GenloomError({
      code: 'surface.too-few',
      title:
        meshes.items.length === 0
          ? 'There is no solid to learn.'
          : `${solids} solids are to be learned, and ${meshes.items.length} came in.`,
      fix: meshes.items.length === 0 ? 'Connect “Solids”.' : `Set “Solids” to at most ${meshes.items.length}.`,
    });
  const known = await measured(meshes, solids, cells, reach, context);
  const networks = { surface: surfaceNetwork(params) };
  const { surface } = rolesOf(networks);
  const { state } = await trainShown(params, context, {
    network: surface,
    data: { training: known },
    objective: surfaceObjective(surface),
    words,
    evaluateBatches: 4,
    ...(average > 0 && { average }),
  });
  const classOf = (at: number) => meshes.classes?.[meshes.labels?.[at] ?? -1];
  return {
    surface: {
      networks,
      weights: state.average ?? state.weights,
      shape: [3],
      classes: [],
      scaling: { mean: [0], deviation: [1] },
      trainedSteps: state.step,
      reach,
      names: known.map((_, at) => meshes.captions?.[at] ?? classOf(at) ?? `solid ${at + 1}`),
    },
    metrics: {
      values: [
        ...measuredLosses(state.history.evaluations.at(-1), words),
        { name: 'Steps', value: state.step },
        { name: 'Solids', value: known.length },
      ],
      curves: [...curvesOf(state.history, words), ...settingsOf(state.history, words)],
      notes: [],
    },
  };
};

/** How far the surfaces of the first solids are, from the middles of all cells. @throws GenloomError `surface.nothing-there` */
async function measured(
  { items }: Meshes,
  solids: number,
  cells: number,
  reach: number,
  { breathe }: RunContext,
): Promise<readonly KnownSolid[]> {
  const known: KnownSolid[] = [];
  for (const [at, mesh] of items.slice(0, solids).entries()) {
    await breathe();
    try {
      known.push(knownSolid(gridOf(mesh, cells, reach)));
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw new GenloomError({
        code: 'surface.nothing-there',
        title: `Solid ${at + 1} has no surface in the cube from −1 to 1.`,
        fix: 'Connect meshes that have triangles and lie in it, as “Solids” gives.',
      });
    }
  }
  return known;
}
