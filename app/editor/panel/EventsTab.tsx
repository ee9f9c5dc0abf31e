import type { GraphDocument, RunEvent } from '@/graph';
import { computedSteps } from '../state/computed-steps';
import { useEditor } from '../state/editor-store';
import { useRun } from '../state/run-store';
import { duration } from '../words';
import styles from './BottomPanel.module.css';
import { useTitles } from './titles';

/** The most lines that are drawn; a run of a thousand steps has thousands. */
const SHOWN = 300;

/** What happened, in its order: the newest first. */
export function EventsTab() {
  const events = useRun((state) => state.events);
  const titleOf = useTitles();
  const goTo = useEditor((state) => state.goTo);
  const root = useEditor((state) => state.root);
  const told = events.flatMap((event) => {
    const words = wordsFor(event, titleOf, root);
    return words === null ? [] : [{ event, words }];
  });
  if (told.length === 0)
    return <p className={styles.soft}>Press Run. What happens then is told here, moment by moment.</p>;
  return (
    <ol className={styles.log}>
      {told
        .map(({ event, words }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: events are only ever added
          <li key={index} data-level={event.type === 'failed' ? 'error' : 'info'}>
            <span className="num">{duration(event.at / 1000)}</span>
            <b>
              {'nodeId' in event && event.nodeId !== undefined && (
                <button type="button" className={styles.link} onClick={() => event.nodeId && goTo(event.nodeId)}>
                  {titleOf(event.nodeId)}
                </button>
              )}
            </b>
            <span>{words}</span>
          </li>
        ))
        .reverse()
        .slice(0, SHOWN)}
    </ol>
  );
}

const ENDS = {
  succeeded: 'is finished',
  failed: 'ended with errors',
  waiting: 'waits for your yes',
  cancelled: 'was stopped',
} as const;

function wordsFor(event: RunEvent, titleOf: (id: string) => string, root: GraphDocument): string | null {
  switch (event.type) {
    case 'run-started': {
      const steps = event.steps.map(({ nodeId }) => nodeId);
      const { length } = computedSteps(steps, root);
      return `The run begins: ${length} ${length === 1 ? 'step' : 'steps'}.`;
    }
    case 'queued':
      return 'waits for its turn';
    case 'started':
      return event.estimatedSeconds === undefined
        ? `begins on worker ${event.worker + 1}`
        : `begins on worker ${event.worker + 1}, about ${duration(event.estimatedSeconds)}`;
    case 'computes':
      return `computes with ${event.backend}`;
    case 'finished':
      return event.cached ? 'was there already' : `is done after ${duration(event.seconds)}`;
    case 'failed':
      return event.error.title;
    case 'waits':
      return event.why.title;
    case 'skipped':
      return `is left out, because ${titleOf(event.because)} did not work`;
    case 'cancelled':
      return 'was stopped';
    case 'paused':
      return 'The run is paused.';
    case 'resumed':
      return 'The run goes on.';
    case 'log':
      return event.text;
    case 'run-finished':
      return `The run ${ENDS[event.outcome]} after ${duration(event.seconds)}.`;
    // Seen where they belong: on the node, and in the metrics.
    case 'progress':
    case 'preview':
    case 'metric':
    case 'inside':
      return null;
  }
}
