import { Check, X } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/ui/Button';
import { approve, LONGEST_REASON, type WaitingCall } from '@/graph';
import styles from './inspector.module.css';

interface ApprovalCardProps {
  readonly waits: WaitingCall;
  /** What was said of calls before. */
  readonly said: string;
  /** With what is said of this one. */
  readonly onSay: (said: string) => void;
}

/** A call that waits for a person: what is called with what, and yes or no. */
export function ApprovalCard({ waits, said, onSay }: ApprovalCardProps) {
  const [reason, setReason] = useState('');
  const say = (next: string) => {
    setReason('');
    onSay(next);
  };
  return (
    <div className={styles.problemCard} data-level="warning">
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
        <Button small onClick={() => say(approve(said, waits.id, { verdict: 'yes' }))}>
          <Check size={12} aria-hidden /> Approve
        </Button>
        <Button small onClick={() => say(approve(said, waits.id, { verdict: 'no', reason }))}>
          <X size={12} aria-hidden /> Refuse
        </Button>
      </div>
    </div>
  );
}
