/**
 * The template “Invent a solid”, run whole, with solids put aside beside it: how near copies of those come, whether what is made is what was asked for, told by a
 * classifier of clouds of points and by measuring, and what marching cubes loses of a sphere.
 */

import { node, wire } from '@/app/templates/build';
import { inventSolid } from '@/app/templates/invent-solid';
import { type GraphDocument, type Meshes, z } from '@/graph';
import { attributesOf, BUILDS, captionOf, SIZES, SOLIDS, type SolidAttributes } from '@/ml/data/solids';
import { sampleGrid } from '@/ml/geometry/grid';
import { marchingCubes } from '@/ml/geometry/marching-cubes';
import { boundsOf, volumeOf } from '@/ml/geometry/mesh';
import { ball } from '@/ml/geometry/solids';
import { meshes as meshesCodec } from '@/workers/artifacts/kinds/meshes';
import { bar } from '../support/bar';
import { finish } from '../support/environment';
import { runGraph } from '../support/ran-graph';

const HELD = 80;
const OF_EACH = 3;
const SIDE = 16;
const all = SOLIDS.flatMap((solid) =>
  SIZES.flatMap((size) => BUILDS[solid].map((build) => captionOf({ solid, size, build }))),
);

const ran = await runGraph(examined(inventSolid));
console.log(`all of it, the judge too, kept processors busy for ${ran.busy.toFixed(0)} s`);

const made = await meshesOf('meshes');
const seen = z
  .array(z.object({ class: z.string() }))
  .parse(JSON.parse(new TextDecoder().decode(await ran.exported('judged', 'verdicts'))));
const right = agreeing(made, (at, wanted) => seen[at]?.class === wanted.solid);
console.log(`made, ${made.items.length}, as asked:`, right);
// By what is measured, real ones are what they are said to be: otherwise it would measure nothing.
console.log(
  'real ones, measured so:',
  agreeing(await meshesOf('held'), () => true),
);
const copies = await ran.figures('held-compare');
const sets = await ran.figures('compare');
const judge = await ran.figures('examined');
console.log(`the judge on ${HELD} clouds it has not seen:`, judge);
console.log(`copies of ${HELD} solids put aside:`, copies);
console.log('made, set against set:', sets);
const template = inventSolid.nodes.reduce((sum, { id }) => sum + (ran.seconds.get(id) ?? 0), 0);
const sphere = volumeOf(marchingCubes(sampleGrid(ball(0.7), SIDE, 4 / SIDE))) / ((4 / 3) * Math.PI * 0.7 ** 3);
bar('solids.sphere-volume-error', Math.abs(sphere - 1), { atMost: 0.02 }, 4);
bar('solids.copies-chamfer, x1000', copies['Chamfer distance'] ?? Number.NaN, { atMost: 10 });
bar('solids.copies-f-score', (copies['F-score'] ?? Number.NaN) / 100, { atLeast: 0.9 }, 3);
bar('solids.judge', (judge['Top-1'] ?? Number.NaN) / 100, { atLeast: 0.95 }, 3);
bar('solids.made-kind', right.kind, { atLeast: 0.9 }, 3);
bar('solids.made-as-asked', right.all, { atLeast: 0.8 }, 3);
bar('solids.made-watertight', (sets.Watertight ?? Number.NaN) / 100, { atLeast: 1 }, 3);
bar('solids.seconds', template, { atMost: 180 }, 0);
const sheet = process.env.GENLOOM_SHEET;
if (sheet) await (await import('node:fs/promises')).writeFile(sheet, await ran.exported('meshes', 'meshes'));
await ran.dispose();
finish();

/** The template, asked for every caption there is, beside solids put aside and a judge that learns from clouds of the training solids. */
function examined(document: GraphDocument): GraphDocument {
  const asked = { captions: all.join('\n'), perClass: OF_EACH };
  return {
    ...document,
    nodes: [
      ...document.nodes.map((one) => (one.id === 'make' ? { ...one, params: { ...one.params, ...asked } } : one)),
      node('held', 'source.solids', 0, 0, { count: HELD }, { seed: 99 }),
      node('held-grids', 'prepare.solid-grids', 0, 0, { side: SIDE }),
      node('held-copies', 'generate.reconstruct', 0, 0, { count: HELD }),
      node('held-meshes', 'generate.solid-meshes', 0, 0),
      node('held-compare', 'evaluate.solids', 0, 0, { compare: 'pairs' }),
      ...['solids', 'held', 'meshes'].map((of) =>
        node(`${of}-points`, 'prepare.surface-points', 0, 0, { points: 128 }),
      ),
      node('j-input', 'network.example-input', 0, 0),
      node('j-net', 'network.pointnet', 0, 0, { width: 32, features: 128 }),
      node('j-mlp', 'network.mlp', 0, 0, { width: 64, layers: 1 }),
      node('j-output', 'network.example-output', 0, 0, { gives: 'classes' }),
      node('judge', 'train.classifier', 0, 0, {
        steps: 300,
        decaySteps: 300,
        batchSize: 32,
        learningRate: 0.003,
        evaluateEvery: 150,
      }),
      node('examined', 'evaluate.classifier', 0, 0),
      node('judged', 'evaluate.recognise', 0, 0),
    ],
    wires: [
      ...document.wires,
      wire('held.meshes → held-grids.meshes'),
      wire('v-train.model → held-copies.model'),
      wire('held-grids.examples → held-copies.examples'),
      wire('held-copies.examples → held-meshes.examples'),
      wire('held-meshes.meshes → held-compare.made'),
      wire('held.meshes → held-compare.real'),
      wire('solids.meshes → solids-points.meshes'),
      wire('held.meshes → held-points.meshes'),
      wire('meshes.meshes → meshes-points.meshes'),
      wire('solids-points.examples → j-input.examples'),
      wire('j-input.network → j-net.network'),
      wire('j-net.network → j-mlp.network'),
      wire('j-mlp.network → j-output.network'),
      wire('solids-points.examples → j-output.examples'),
      wire('j-output.network → judge.network'),
      wire('solids-points.examples → judge.examples'),
      wire('judge.classifier → examined.classifier'),
      wire('held-points.examples → examined.examples'),
      wire('judge.classifier → judged.classifier'),
      wire('meshes-points.examples → judged.examples'),
    ],
  };
}

/** The share of solids that are what their captions say: the kind as told, size and build as measured. */
function agreeing(solids: Meshes, isKind: (at: number, wanted: SolidAttributes) => boolean) {
  const right = { kind: 0, size: 0, build: 0, all: 0 };
  for (const [at, mesh] of solids.items.entries()) {
    const wanted = attributesOf(solids.captions?.[at] ?? '');
    if (!wanted) throw new Error('a caption says nothing');
    const { size, build } = measured(boundsOf(mesh), wanted);
    const kind = isKind(at, wanted);
    const share = 1 / solids.items.length;
    right.kind += kind ? share : 0;
    right.size += size ? share : 0;
    right.build += build ? share : 0;
    right.all += kind && size && build ? share : 0;
  }
  return right;
}

/** Whether what a mesh reaches over is as large, and as tall or as thick, as was asked for. */
function measured({ low, high }: ReturnType<typeof boundsOf>, wanted: SolidAttributes) {
  const [x = 0, y = 0, z = 0] = high.map((top, axis) => (top - (low[axis] ?? 0)) / 2);
  // The handle of a mug is not counted, and a flat mug is less wide than others.
  const longest = wanted.solid === 'mug' ? Math.max(y, z) : Math.max(x, y, z);
  const middle = wanted.solid === 'mug' && wanted.build === 'flat' ? 0.49 : 0.7;
  const size = longest > middle ? 'large' : 'small';
  const height = wanted.solid === 'torus' ? (y / Math.max(x, z) > 0.27 ? 'thick' : 'thin') : y > z ? 'tall' : 'flat';
  const build = wanted.solid === 'sphere' ? '' : height;
  return { size: size === wanted.size, build: build === wanted.build };
}

async function meshesOf(id: string): Promise<Meshes> {
  return meshesCodec.decode(await ran.stored(id, 'meshes'));
}
