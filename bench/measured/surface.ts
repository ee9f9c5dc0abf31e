/**
 * Learned surfaces of a table and a mug, by what sees places, and of eight solids in one network. F-scores and Chamfer distances are those of “Compare solids”, of 2,048
 * points each; points count as found within 0.05 of a cube that is 2 wide. Two samples of one surface do not reach 100 % either, so that is told beside.
 */
import type { Meshes } from '@/graph';
import { evaluateSolids } from '@/nodes/evaluate/solids/node';
import { run as evaluate } from '@/nodes/evaluate/solids/run';
import { surfaceMeshes } from '@/nodes/generate/surface-meshes/node';
import { run as toMeshes } from '@/nodes/generate/surface-meshes/run';
import { sourceSolids } from '@/nodes/source/solids/node';
import { run as source } from '@/nodes/source/solids/run';
import { trainImplicitSurface } from '@/nodes/train/implicit-surface/node';
import { run as train } from '@/nodes/train/implicit-surface/run';
import { testContext } from '@/tests/nodes/support';
import { bar } from '../support/bar';
import { finish, startWasm } from '../support/environment';

const asked = process.argv.slice(2);
const wants = (name: string) => asked.length === 0 || asked.includes(name);

await startWasm();
for (const keep of ['table', 'mug'])
  if (wants(keep)) {
    const real = await solids(1, keep);
    const none = await measured(`${keep}, bare coordinates`, real, { encoder: 'none' });
    const fourier = await measured(`${keep}, Fourier features`, real, { encoder: 'fourier' });
    const planes = await measured(`${keep}, three planes`, real, { encoder: 'triplane' });
    bar(`surface.${keep}-fourier-f-score-of-reachable`, fourier, { atLeast: 0.95 }, 3);
    bar(`surface.${keep}-triplane-f-score-of-reachable`, planes, { atLeast: 0.95 }, 3);
    bar(`surface.${keep}-fourier-above-bare`, fourier - none, { atLeast: 0.05 }, 3);
  }
if (wants('several')) {
  const real = await solids(8, '');
  const eight = await measured('eight solids, a code each', real, { encoder: 'fourier', solids: 8 });
  bar('surface.eight-f-score-of-reachable', eight, { atLeast: 0.85 }, 3);
}
finish();

async function solids(count: number, keep: string): Promise<Meshes> {
  const params = sourceSolids.params.parse({ count, keep, detail: 64 });
  return (await source({}, params, testContext({ seed: 3 }))).meshes;
}

/** Its F-score as a share of that of two samples of the same surface. */
async function measured(name: string, real: Meshes, settings: object): Promise<number> {
  const began = performance.now();
  const params = trainImplicitSurface.params.parse({ evaluateEvery: 500, ...settings });
  const { surface } = await train({ meshes: real }, params, testContext({ seed: 1 }));
  const seconds = (performance.now() - began) / 1_000;
  const { meshes } = await toMeshes({ surface }, surfaceMeshes.params.parse({}), testContext());
  const compare = evaluateSolids.params.parse({ compare: 'pairs', points: 2_048, reach: 0.05 });
  const of = async (made: Meshes, what: string) =>
    (await evaluate({ made, real }, compare, testContext({ seed: 1 }))).metrics.values.find((one) => one.name === what)
      ?.value ?? Number.NaN;
  const [score, best] = [await of(meshes, 'F-score'), await of(real, 'F-score')];
  const [chamfer, least] = [await of(meshes, 'Chamfer distance'), await of(real, 'Chamfer distance')];
  const watertight = await of(meshes, 'Watertight');
  console.log(
    `${name}: learned in ${seconds.toFixed(0)} s; F-score ${score.toFixed(1)} % (itself ${best.toFixed(1)} %), Chamfer × 1,000 ${chamfer.toFixed(2)} (itself ${least.toFixed(2)}), watertight ${watertight} %`,
  );
  return score / best;
}
