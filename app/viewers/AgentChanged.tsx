import { useContext, useEffect, useState } from 'react';
import { Button } from '@/app/ui/Button';
import { tellProblem } from '@/app/ui/tell-problem';
import type { AgentChange, View } from '@/graph';
import { AgentView } from './AgentView';
import styles from './AgentView.module.css';
import { AgentStepsContext } from './agent-steps';

/** What was changed of an agent’s steps, the original beside it, and the way back to that. */
export function AgentChanged() {
  const actions = useContext(AgentStepsContext);
  const [compares, setCompares] = useState(false);
  if (!actions) return null;
  return (
    <div className={styles.changed}>
      <p>You changed {actions.changes.map(inWords).join(', then ')}.</p>
      <div className={styles.buttons}>
        <Button small aria-expanded={compares} onClick={() => setCompares(!compares)}>
          {compares ? 'Hide the original' : 'Compare with the original'}
        </Button>
        <Button small disabled={actions.busy} onClick={actions.back}>
          Back to the original
        </Button>
      </div>
      {compares && <Original load={actions.original} />}
    </div>
  );
}

function Original({ load }: { readonly load: () => Promise<View | null> }) {
  const [view, setView] = useState<View | null | 'looking'>('looking');
  // biome-ignore lint/correctness/useExhaustiveDependencies: it does not change while it is looked at
  useEffect(() => {
    let current = true;
    load()
      .then((found) => current && setView(found))
      .catch(tellProblem);
    return () => {
      current = false;
    };
  }, []);
  return (
    <section aria-label="The original" className={styles.original}>
      <h5>The original</h5>
      {view === 'looking' && <p>Looking …</p>}
      {view === null && <p>It is no longer kept here. Go back to it and run, and it is made again.</p>}
      {view !== null && view !== 'looking' && view.view === 'agent' && (
        <AgentStepsContext value={null}>
          <AgentView view={view} large />
        </AgentStepsContext>
      )}
    </section>
  );
}

const WHAT = {
  said: 'what was said at',
  result: 'what the tool answered at',
  hint: 'by a hint before',
} as const;

const inWords = ({ what, step }: AgentChange): string => `${WHAT[what]} step ${step}`;
