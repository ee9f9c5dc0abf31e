import { Pause, Timer } from 'lucide-react';
import { useEffect } from 'react';
import { catalogue } from '@/app/catalogue';
import { flatten, pathTitle } from '@/graph';
import { useEditor } from '../state/editor-store';
import styles from './trigger.module.css';
import { forget, plan, scheduleOf, tick, turn, useTriggers } from './trigger-store';
import { moment } from './words';

/** Fires what is turned on in this browser, in one of its tabs, and says at the edge of the canvas that it will. */
export function Watch() {
  const projectId = useEditor((state) => state.projectId);
  const root = useEditor((state) => state.root);
  const next = useTriggers((state) => state.next);
  const elsewhere = useTriggers((state) => state.elsewhere);
  useEffect(() => watch(projectId), [projectId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the graph may be one of a schedule
  useEffect(plan, [root]);
  const [first, ...more] = Object.entries(next).sort(([, a], [, b]) => a - b);
  if (!first) return null;
  const pause = () => {
    for (const path of Object.keys(next)) {
      const node = flatten(useEditor.getState().root).nodes.get(path);
      if (node) turn(path, scheduleOf(node), false);
    }
  };
  return (
    <section className={styles.watch} aria-label="Triggers">
      <Timer size={14} aria-hidden />
      <button type="button" title="Shows it" onClick={() => useEditor.getState().goTo(first[0])}>
        “{pathTitle(root, first[0], catalogue)}” {elsewhere ? 'fires in another tab' : `fires ${moment(first[1])}`}
        {more.length > 0 && `, and ${more.length} more`}
      </button>
      <button type="button" aria-label="Pause all triggers" title="Pause all triggers" onClick={pause}>
        <Pause size={13} />
      </button>
    </section>
  );
}

/** How often the time is looked at. */
const PACE = 1_000;

/** Watches the time for one graph; of several tabs that have it open, one does. */
function watch(projectId: string): () => void {
  const stopped = new AbortController();
  const begin = () => {
    useTriggers.setState({ elsewhere: false });
    const timer = setInterval(tick, PACE);
    return new Promise<void>((done) => {
      stopped.signal.addEventListener('abort', () => {
        clearInterval(timer);
        done();
      });
    });
  };
  plan();
  // Pages that are not secure have no locks, and there each tab fires for itself.
  if (navigator.locks) {
    useTriggers.setState({ elsewhere: true });
    navigator.locks.request(`genloom.triggers ${projectId}`, { signal: stopped.signal }, begin).catch((error) => {
      if (!stopped.signal.aborted) throw error;
    });
  } else void begin();
  return () => {
    stopped.abort();
    forget();
  };
}
