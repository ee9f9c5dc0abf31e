import { catalogue } from '@/app/catalogue';
import { flatten, pathTitle } from '@/graph';
import { useEditor } from '../state/editor-store';
import type { NodeRun } from '../state/fold-run';
import { useRun } from '../state/run-store';
import { duration, stoppedOf } from '../words';
import styles from './BottomPanel.module.css';

/** A lane for each step: when it ran, how long, and what came from the cache. */
export function Timeline() {
  const steps = useRun((state) => state.steps);
  const nodes = useRun((state) => state.nodes);
  const elapsed = useRun((state) => state.elapsed);
  const root = useEditor((state) => state.root);
  const goTo = useEditor((state) => state.goTo);
  if (steps.length === 0)
    return <p className={styles.soft}>Press Run. Each step then shows here when it ran, and how long.</p>;
  const lanes = steps.flatMap((id) => {
    const node = flatten(root).nodes.get(id);
    const run = nodes[id];
    const contract = node && catalogue.get(node.type);
    return node && run && contract?.run ? [{ id, run, contract, title: pathTitle(root, id, catalogue) }] : [];
  });
  return (
    <ol className={styles.lanes}>
      {lanes.map(({ id, run, contract, title }) => (
        <li key={id}>
          <button type="button" className={styles.lane} data-phase={contract.phase} onClick={() => goTo(id)}>
            <span className={styles.laneTitle}>{title}</span>
            <span className={styles.rail}>
              <i data-state={run.state} style={placeOf(run, elapsed)} />
            </span>
            <span className={`${styles.soft} num`}>{timeOf(run, elapsed)}</span>
          </button>
        </li>
      ))}
    </ol>
  );
}

function placeOf(run: NodeRun, elapsed: number): { readonly left: string; readonly width: string } {
  const whole = Math.max(1, elapsed);
  // What never began has only a mark, where it was given up.
  const start = run.startedAt ?? run.endedAt ?? 0;
  const end = run.endedAt ?? (run.state === 'running' ? elapsed : start);
  return { left: `${(start / whole) * 100}%`, width: `max(6px, ${((end - start) / whole) * 100}%)` };
}

function timeOf(run: NodeRun, elapsed: number): string {
  switch (run.state) {
    case 'cached':
      return 'from cache';
    case 'finished':
      return duration(run.seconds ?? 0);
    case 'running':
      return duration((elapsed - (run.startedAt ?? 0)) / 1000);
    case 'queued':
      return 'waiting';
    case 'waiting':
      return 'your turn';
    case 'cancelled':
      return stoppedOf(run);
    case 'skipped':
      return 'left out';
    case 'failed':
      return 'failed';
    case 'idle':
      return '';
  }
}
