import { Zap } from 'lucide-react';
import { Button } from '@/app/ui/Button';
import { flatten } from '@/graph';
import inspector from '../inspector/inspector.module.css';
import { useEditor } from '../state/editor-store';
import { useSelectedPath } from '../state/level';
import { useRun } from '../state/run-store';
import styles from './trigger.module.css';
import { fire, isOn, lastOf, scheduleOf, turn, useTriggers } from './trigger-store';
import { moment } from './words';

/** When the selected trigger fired and fires next, its switch, and the button that fires it. */
export function TriggerField({ id }: { readonly id: string }) {
  const path = useSelectedPath();
  const node = useEditor(({ root }) => flatten(root).nodes.get(path));
  const next = useTriggers((state) => state.next[path]);
  const skipped = useTriggers((state) => state.skipped[path] ?? 0);
  const elsewhere = useTriggers((state) => state.elsewhere);
  const busy = useRun((state) => state.status !== 'idle');
  if (!node) return null;
  const schedule = scheduleOf(node);
  const on = isOn(path, schedule);
  const last = lastOf(node);
  return (
    <div className={styles.field}>
      <p className={inspector.help}>
        {last ? `Fired last ${moment(last.getTime())}.` : 'Not fired yet.'}{' '}
        {on && elsewhere && 'Another tab of this browser has the graph open, and fires.'}
        {on && !elsewhere && next !== undefined && `Fires next ${moment(next)}.`}
        {skipped > 0 && ` Left out ${skipped} ${skipped === 1 ? 'time' : 'times'}, for a run was under way.`}
      </p>
      {schedule.mode !== 'hand' && (
        <div className={inspector.label}>
          <label htmlFor={id}>Fires by itself, in this browser</label>
          <button
            id={id}
            type="button"
            role="switch"
            aria-checked={on}
            className={inspector.switch}
            onClick={() => turn(path, schedule, !on)}
          >
            <i />
          </button>
        </div>
      )}
      <Button
        small
        disabled={busy || node.muted}
        title={busy ? 'A run is under way. Stop it, or wait for its end.' : 'Runs what stands behind it anew'}
        onClick={() => fire(path)}
      >
        <Zap size={12} aria-hidden /> Fire now
      </Button>
    </div>
  );
}
