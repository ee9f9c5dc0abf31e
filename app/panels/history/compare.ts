import type { Run } from '@/app/client/api';
import type { View } from '@/graph';

interface Point {
  readonly nodeId: string;
  readonly step: number;
  readonly values: Readonly<Record<string, number>>;
}
type Curves = Extract<View, { view: 'curves' }>;

/** One chart for each measure, with a curve for each run and node. */
export function comparedCurves(runs: readonly Run[]): readonly Curves[] {
  const names = [...new Set(runs.flatMap((run) => pointsOf(run).flatMap((point) => Object.keys(point.values))))];
  return names.map((name) => ({
    view: 'curves',
    xLabel: 'step',
    yLabel: name,
    series: runs.flatMap((run) => {
      const points = pointsOf(run).filter((point) => point.values[name] !== undefined);
      const nodes = [...new Set(points.map((point) => point.nodeId))];
      return nodes.map((nodeId) => {
        const own = points.filter((point) => point.nodeId === nodeId);
        return {
          name: nodes.length > 1 ? `run ${run.number}, ${nodeId}` : `run ${run.number}`,
          x: own.map((point) => point.step),
          y: own.map((point) => point.values[name] ?? Number.NaN),
        };
      });
    }),
  }));
}

/** What each measure came to in the end, run beside run. */
export function finalValues(runs: readonly Run[]): Extract<View, { view: 'table' }> {
  const curves = comparedCurves(runs);
  return {
    view: 'table',
    caption: 'Last values',
    columns: ['measure', ...runs.map((run) => `run ${run.number}`)],
    rows: curves.map((curve) => [
      curve.yLabel,
      ...runs.map((run) => curve.series.find((one) => one.name.startsWith(`run ${run.number}`))?.y.at(-1) ?? '–'),
    ]),
  };
}

/** The stored metrics of a run; what has another form is left out. */
function pointsOf(run: Run): readonly Point[] {
  return run.metrics.flatMap(({ nodeId, step, values }) =>
    typeof nodeId === 'string' && typeof step === 'number' && typeof values === 'object' && values !== null
      ? [
          {
            nodeId,
            step,
            values: Object.fromEntries(
              Object.entries(values).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
            ),
          },
        ]
      : [],
  );
}
