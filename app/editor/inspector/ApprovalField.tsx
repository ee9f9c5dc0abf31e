import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/ui/Button';
import { approve, LONGEST_REASON, readApprovals } from '@/graph';
import { runGraph } from '../commands/run-graph';
import { useEditor } from '../state/editor-store';
import { runAt } from '../state/level';
import { useRun } from '../state/run-store';
import styles from './inspector.module.css';

interface ApprovalFieldProps {
  readonly id: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The call that an agent waits with until a person has said yes or no. */
export function ApprovalField({ id, value, onChange }: ApprovalFieldProps) {
  const nodeId = useEditor(({ document, selection }) => document.nodes.find((one) => selection.has(one.id))?.id) ?? '';
  const view = useRun(({ nodes }) => {
    const run = runAt(nodes, nodeId);
    return run?.preview ?? run?.kept?.view;
  });
  const busy = useRun((state) => state.status !== 'idle');
  const [reason, setReason] = useState('');
  const waits = view?.view === 'agent' ? view.waits : undefined;
  const { size } = readApprovals(value);
  if (!waits || readApprovals(value).has(waits.id))
    return (
      <p id={id} className={styles.help}>
        {waits
          ? 'It is decided. '
          : 'Nothing waits for you here. After a reload, run again: it comes back to where it waited. '}
        {size > 0 && `You have decided ${size} ${size === 1 ? 'call' : 'calls'}.`}
        {waits && (
          <Button small disabled={busy} onClick={() => runGraph([nodeId])}>
            Go on
          </Button>
        )}
      </p>
    );
  const say = (next: string) => {
    onChange(next);
    setReason('');
    if (!busy) void runGraph([nodeId]);
  };
  return (
    <div id={id} className={styles.problemCard} data-level="warning">
      <b>It wants to use “{waits.tool}”</b>
      <pre className={styles.waitingArguments}>{waits.arguments}</pre>
      <input
        className={styles.input}
        aria-label="Why not, for the agent"
        placeholder="why not (the agent is told)"
        maxLength={LONGEST_REASON}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className={styles.actions}>
        <Button small onClick={() => say(approve(value, waits.id, { verdict: 'yes' }))}>
          <Check size={12} aria-hidden /> Approve
        </Button>
        <Button small onClick={() => say(approve(value, waits.id, { verdict: 'no', reason }))}>
          <X size={12} aria-hidden /> Refuse
        </Button>
      </div>
    </div>
  );
}
