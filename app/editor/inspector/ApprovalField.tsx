import { Button } from '@/app/ui/Button';
import { readApprovals } from '@/graph';
import { runGraph } from '../commands/run-graph';
import { useEditor } from '../state/editor-store';
import { runAt } from '../state/level';
import { useRun } from '../state/run-store';
import { ApprovalCard } from './ApprovalCard';
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
  const waits = view?.view === 'agent' ? view.waits : undefined;
  const { size } = readApprovals(value);
  if (!waits || readApprovals(value).has(waits.id))
    return (
      <p id={id} className={styles.help}>
        {waits ? 'It is decided. ' : 'Nothing waits for you here. '}
        {size > 0 && `You have decided ${size} ${size === 1 ? 'call' : 'calls'}. `}
        {waits && (
          <Button small disabled={busy} onClick={() => runGraph([nodeId])}>
            Go on
          </Button>
        )}
      </p>
    );
  return (
    <div id={id}>
      <ApprovalCard
        waits={waits}
        said={value}
        onSay={(said) => {
          onChange(said);
          if (!busy) void runGraph([nodeId]);
        }}
      />
    </div>
  );
}
