import { GenloomError, type Meshes, type Metric, type Metrics, numbersView, type Run } from '@/graph';
import { compareClouds, compareSets } from '@/ml/geometry/clouds';
import { areaOf, openEdges } from '@/ml/geometry/mesh';
import { sampleSurface } from '@/ml/geometry/sample-surface';
import { meanOf, percent, readable } from '../figures';
import type { evaluateSolids } from './node';

type Params = Parameters<Run<typeof evaluateSolids>>[1];
type Context = Parameters<Run<typeof evaluateSolids>>[2];

export const run: Run<typeof evaluateSolids> = async ({ made, real }, params, context) => {
  for (const [name, { items }] of [['made', made] as const, ['real', real] as const])
    if (items.length === 0)
      throw new GenloomError({
        code: 'solids.none',
        title: `There are no ${name} solids to compare.`,
        fix: `Connect some to “${name === 'made' ? 'Made' : 'Real'}”.`,
      });
  const closed = made.items.filter((mesh) => mesh.faces.length > 0 && openEdges(mesh) === 0).length;
  const values = [
    ...(params.compare === 'pairs'
      ? await pairs(made, real, params, context)
      : await sets(made, real, params, context)),
    {
      name: 'Watertight',
      value: (100 * closed) / made.items.length,
      unit: '%',
      better: 'higher',
      help: 'Made solids whose surface is closed: each edge lies between two triangles.',
    } satisfies Metric,
  ];
  const metrics: Metrics = { values, curves: [], notes: [] };
  context.preview(numbersView(metrics), 'metrics', 'stays');
  return { metrics };
};

/** Each made solid beside the given one of the same place. */
async function pairs(
  made: Meshes,
  real: Meshes,
  { points, reach }: Params,
  context: Context,
): Promise<readonly Metric[]> {
  if (made.items.length !== real.items.length)
    throw new GenloomError({
      code: 'solids.no-pairs',
      title: `${made.items.length} made and ${real.items.length} real solids are no pairs.`,
      fix: 'Connect copies and what they are copies of, or compare set against set.',
    });
  const chamfers: number[] = [];
  const scores: number[] = [];
  const chance: { readonly chamfer: number[]; readonly fScore: number[] } = { chamfer: [], fScore: [] };
  let missing = 0;
  for (const [at, mesh] of made.items.entries()) {
    context.progress({ done: at, total: made.items.length });
    await context.breathe();
    const given = real.items[at];
    if (!given || !(areaOf(given) > 0)) continue;
    const truth = sampleSurface(given, points, context.random.split(`real ${at}`));
    const again = compareClouds(sampleSurface(given, points, context.random.split(`again ${at}`)), truth, reach);
    chance.chamfer.push(again.chamfer);
    chance.fScore.push(again.fScore);
    const own = areaOf(mesh) > 0 ? sampleSurface(mesh, points, context.random.split(`made ${at}`)) : new Float32Array();
    const { chamfer, fScore } = compareClouds(own, truth, reach);
    scores.push(fScore);
    if (Number.isFinite(chamfer)) chamfers.push(chamfer);
    else missing += 1;
  }
  return [
    chamferFigure(
      'Chamfer distance',
      meanOf(chamfers),
      `Of each copy to what it copies, × 1,000. Two samples of the same surface have ${readable(1_000 * meanOf(chance.chamfer))}.`,
    ),
    share(
      'F-score',
      meanOf(scores),
      `Points of copies and of what they copy that have one of the other within ${reach}. Two samples of the same surface have ${percent(meanOf(chance.fScore))}.`,
    ),
    ...(missing > 0
      ? [
          {
            name: 'Without a surface',
            value: missing,
            better: 'lower',
            help: 'Made solids without any triangle; their F-score is 0.',
          } satisfies Metric,
        ]
      : []),
  ];
}

/** Each made solid against each given one. */
async function sets(
  made: Meshes,
  real: Meshes,
  { points, reach, most }: Params,
  context: Context,
): Promise<readonly Metric[]> {
  const ours = clouds(made, points, most, 'made', context);
  const theirs = clouds(real, points, most, 'real', context);
  if (ours.length === 0 || theirs.length === 0)
    throw new GenloomError({
      code: 'solids.no-surface',
      title: `None of the ${ours.length === 0 ? 'made' : 'real'} solids has a surface.`,
      fix: 'Connect meshes that have triangles.',
    });
  const rows: number[][] = [];
  const scores: number[] = [];
  for (const [at, cloud] of ours.entries()) {
    context.progress({ done: at, total: ours.length });
    const row: number[] = [];
    let best = 0;
    for (const other of theirs) {
      await context.breathe();
      const { chamfer, fScore } = compareClouds(cloud, other, reach);
      row.push(chamfer);
      best = Math.max(best, fScore);
    }
    rows.push(row);
    scores.push(best);
  }
  const { coverage, minimumMatching } = compareSets(rows);
  return [
    chamferFigure(
      'Chamfer distance',
      meanOf(rows.map((row) => Math.min(...row))),
      'Of each made solid to the nearest real one, × 1,000.',
    ),
    share(
      'F-score',
      meanOf(scores),
      `Of each made solid with the real one that it shares most with: points within ${reach}.`,
    ),
    share(
      'Coverage',
      coverage,
      `Real solids that are nearest to some made one. ${ours.length} made ones can cover at most ${Math.min(100, Math.round((100 * ours.length) / theirs.length))} %, and even as many real ones leave a good third out.`,
    ),
    chamferFigure(
      'Minimum matching distance',
      minimumMatching,
      'Of each real solid to the nearest made one, × 1,000: large where some are missing.',
    ),
  ];
}

/** Points on solids that have a surface, at most so many of them, evenly spaced. */
function clouds(
  { items }: Meshes,
  points: number,
  most: number,
  name: string,
  { random }: Context,
): readonly Float32Array[] {
  const solid = items.filter((mesh) => areaOf(mesh) > 0);
  const count = Math.min(most, solid.length);
  return Array.from({ length: count }, (_, at) => Math.floor((at * solid.length) / count)).flatMap((at) => {
    const mesh = solid[at];
    return mesh ? [sampleSurface(mesh, points, random.split(`${name} ${at}`))] : [];
  });
}

const chamferFigure = (name: string, value: number, help: string): Metric => ({
  name,
  value: 1_000 * value,
  better: 'lower',
  help,
});

const share = (name: string, value: number, help: string): Metric => ({
  name,
  value: 100 * value,
  unit: '%',
  better: 'higher',
  help,
});
