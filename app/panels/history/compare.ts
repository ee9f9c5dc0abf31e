import type { Run } from '@/app/client/api';
import { type GraphDocument, measureTitle, parseDocument, type View } from '@/graph';

interface Point {
  readonly nodeId: string;
  readonly step: number;
  readonly values: Readonly<Record<string, number>>;
}
type Curves = Extract<View, { view: 'curves' }>;

/** One chart for each measure, with a curve for each run and node. */
export function comparedCurves(runs: readonly Run[]): readonly Curves[] {
  return measuresOf(runs).map((name) => ({
    view: 'curves',
    xLabel: 'step',
    yLabel: inWords(name),
    series: runs.flatMap((run) => {
      const points = pointsOf(run).filter((point) => point.values[name] !== undefined);
      const nodes = [...new Set(points.map((point) => point.nodeId))];
      const titles = titlesOf(run);
      return nodes.map((nodeId) => {
        const own = points.filter((point) => point.nodeId === nodeId);
        return {
          name: nodes.length > 1 ? `run ${run.number}, ${titles.get(nodeId) ?? nodeId}` : `run ${run.number}`,
          x: own.map((point) => point.step),
          y: own.map((point) => point.values[name] ?? Number.NaN),
        };
      });
    }),
  }));
}

/** What each measure came to in the end, run beside run; of a run with several trainings, the one that ended last. */
export function finalValues(runs: readonly Run[]): Extract<View, { view: 'table' }> {
  const names = measuresOf(runs);
  const last = (run: Run, name: string) =>
    pointsOf(run).findLast((point) => point.values[name] !== undefined)?.values[name];
  return {
    view: 'table',
    caption: 'Last values',
    columns: ['measure', ...runs.map((run) => `run ${run.number}`)],
    rows: names.map((name) => [inWords(name), ...runs.map((run) => last(run, name) ?? '–')]),
  };
}

/** The graph that a run ran, where it was kept. */
export function graphOf({ events }: Run): GraphDocument | null {
  const kept = events.find(({ type }) => type === 'graph');
  return kept ? parseDocument(kept.document) : null;
}

const measuresOf = (runs: readonly Run[]): readonly string[] => [
  ...new Set(runs.flatMap((run) => pointsOf(run).flatMap((point) => Object.keys(point.values)))),
];

/** `validationLoss` is “validation loss”. */
const inWords = (measure: string): string => measureTitle(measure).toLowerCase();

/** What the nodes were called when the run ended. */
function titlesOf({ summary }: Run): ReadonlyMap<string, string> {
  const titles = isRecord(summary) && isRecord(summary.titles) ? Object.entries(summary.titles) : [];
  return new Map(titles.flatMap(([id, title]) => (typeof title === 'string' ? [[id, title] as const] : [])));
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

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
