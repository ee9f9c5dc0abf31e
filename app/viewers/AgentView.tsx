import dynamic from 'next/dynamic';
import { useContext, useState } from 'react';
import type { View } from '@/graph';
import { AgentStepView, titleOfStep } from './AgentStepView';
import styles from './AgentView.module.css';
import { AgentStepsContext } from './agent-steps';
import shared from './viewers.module.css';

const AgentChanged = dynamic(() => import('./AgentChanged').then((module) => module.AgentChanged));

type Agent = Extract<View, { view: 'agent' }>;

/** An agent’s steps, one under another, opened one by one, or stepped through. What models and tools wrote is text, and nothing else. */
export function AgentView({ view, large }: { readonly view: Agent; readonly large: boolean }) {
  const { first, steps, answer, ended, waits, says } = view;
  const [wanted, setAt] = useState<number | null>(null);
  const actions = useContext(AgentStepsContext);
  const last = first + steps.length - 1;
  const at = !large || wanted === null ? null : Math.min(Math.max(wanted, first), last);
  const shown = at === null ? steps : steps.slice(0, at - first + 1);
  const whole = at === null || at === last;
  return (
    <div className={styles.agent}>
      {large && <p className={styles.task}>{view.task}</p>}
      {large && actions && actions.changes.length > 0 && <AgentChanged />}
      {large && steps.length > 1 && <Replay view={view} at={at} onChange={setAt} />}
      <ol start={first} className={styles.steps}>
        {shown.map((step, place) => (
          <AgentStepView
            // biome-ignore lint/suspicious/noArrayIndexKey: steps are only ever added at the end
            key={first + place}
            step={step}
            before={shown[place - 1]}
            number={first + place}
            large={large}
            open={first + place === at}
            waitsWith={first + place === last ? waits?.tool : undefined}
          />
        ))}
      </ol>
      {says !== undefined && (
        <p className={styles.says} aria-live="off">
          {says} …
        </p>
      )}
      {whole && waits && (
        <p className={styles.waits}>
          Waits for your yes: <b>{waits.tool}</b> {waits.arguments}
        </p>
      )}
      {whole && ended !== undefined && <p className={styles.waits}>{ended}</p>}
      {whole && answer !== undefined && answer !== ended && <p className={styles.answer}>{answer}</p>}
    </div>
  );
}

interface ReplayProps {
  readonly view: Agent;
  /** Null: all steps, none of them opened. */
  readonly at: number | null;
  readonly onChange: (at: number | null) => void;
}

/** Steps through what happened: by buttons, by a slider, which the arrow keys move. */
function Replay({ view: { first, steps }, at, onChange }: ReplayProps) {
  const last = first + steps.length - 1;
  const now = at ?? last;
  const step = steps[now - first];
  const told = `step ${now} of ${last}${step ? `: ${titleOfStep(step)}` : ''}`;
  return (
    <div className={`${styles.replay} nodrag nopan`}>
      <button type="button" aria-label="Step before" disabled={now <= first} onClick={() => onChange(now - 1)}>
        ◀
      </button>
      <input
        type="range"
        className={shared.scrub}
        min={first}
        max={last}
        value={now}
        aria-label="Along the steps"
        aria-valuetext={told}
        onChange={(event) => onChange(Number(event.target.value))}
        onKeyDown={(event) => event.stopPropagation()}
      />
      <button type="button" aria-label="Step after" disabled={now >= last} onClick={() => onChange(now + 1)}>
        ▶
      </button>
      <small>{at === null ? `${steps.length} steps` : told}</small>
      {at !== null && (
        <button type="button" onClick={() => onChange(null)}>
          All
        </button>
      )}
    </div>
  );
}
