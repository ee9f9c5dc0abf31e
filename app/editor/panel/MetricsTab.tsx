import { useMemo } from 'react';
import { ViewerLarge } from '@/app/viewers';
import { measureTitle, type View } from '@/graph';
import type { MetricPoint } from '../state/fold-run';
import { useRun } from '../state/run-store';
import styles from './BottomPanel.module.css';
import { useTitles } from './titles';

/** Everything that was measured during the run, as curves. */
export function MetricsTab() {
  const metrics = useRun((state) => state.metrics);
  const titleOf = useTitles();
  const ids = Object.keys(metrics);
  if (ids.length === 0)
    return (
      <p className={styles.soft}>Nodes that train show their curves here: losses, gradient norm, learning rate.</p>
    );
  return (
    <div className={styles.charts}>
      {ids.map((id) => (
        <NodeCharts key={id} title={titleOf(id)} points={metrics[id] ?? []} />
      ))}
    </div>
  );
}

function NodeCharts({ title, points }: { readonly title: string; readonly points: readonly MetricPoint[] }) {
  const views = useMemo(() => viewsOf(points), [points]);
  return (
    <section aria-label={title}>
      {views.map((view) => (
        <ViewerLarge key={view.view === 'curves' ? view.yLabel : ''} view={view} />
      ))}
    </section>
  );
}

/** One chart for the losses together, one for each other measure. */
function viewsOf(points: readonly MetricPoint[]): readonly View[] {
  const names = [...new Set(points.flatMap((point) => Object.keys(point.values)))];
  const isLoss = (name: string) => name.toLowerCase().includes('loss');
  const losses = names.filter(isLoss);
  const groups = [
    ...(losses.length > 0 ? [{ label: 'Loss', members: losses }] : []),
    ...names.filter((name) => !isLoss(name)).map((name) => ({ label: measureTitle(name), members: [name] })),
  ];
  return groups.map(({ label, members }) => ({
    view: 'curves',
    xLabel: 'step',
    yLabel: label,
    series: members.map((name) => {
      const own = points.filter((point) => point.values[name] !== undefined);
      return {
        name: measureTitle(name),
        x: own.map((point) => point.step),
        y: own.map((point) => point.values[name] ?? 0),
      };
    }),
  }));
}
