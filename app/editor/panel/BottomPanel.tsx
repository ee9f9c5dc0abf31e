'use client';
import { ChevronDown, ChevronUp } from 'lucide-react';
import { memo, useMemo, useState } from 'react';
import { IconButton } from '@/app/ui/Button';
import { catalogue } from '@/nodes';
import { openDialog } from '../commands/dialog-store';
import { useEditor } from '../state/editor-store';
import { nodeById } from '../state/node-by-id';
import { useRun } from '../state/run-store';
import { duration } from '../words';
import styles from './BottomPanel.module.css';
import { LogTab } from './LogTab';
import { MetricsTab } from './MetricsTab';
import { Problems } from './Problems';
import { Timeline } from './Timeline';

const TABS = { timeline: 'Timeline', log: 'Log', metrics: 'Metrics' } as const;
type Tab = keyof typeof TABS;

/** What runs did, and what there is to look at. */
export const BottomPanel = memo(function BottomPanel() {
  const [open, setOpen] = useState(true);
  const [tab, setTab] = useState<Tab>('timeline');
  return (
    <section className={styles.panel} data-open={open} aria-label="Run">
      <div className={styles.run}>
        <header className={styles.head}>
          <Summary />
          <span className={styles.grow} />
          <div role="tablist" aria-label="About the run" className={styles.tabs}>
            {(Object.keys(TABS) as Tab[]).map((name) => (
              <button
                key={name}
                type="button"
                role="tab"
                aria-selected={tab === name}
                onClick={() => {
                  setTab(name);
                  setOpen(true);
                }}
              >
                {TABS[name]}
              </button>
            ))}
            <button type="button" onClick={() => openDialog('history')}>
              Compare runs
            </button>
          </div>
          <IconButton
            small
            label={open ? 'Fold the panel' : 'Unfold the panel'}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            {open ? <ChevronDown size={14} /> : <ChevronUp size={14} />}
          </IconButton>
        </header>
        {open && (
          <div className={styles.body} role="tabpanel" aria-label={TABS[tab]}>
            {tab === 'timeline' && <Timeline />}
            {tab === 'log' && <LogTab />}
            {tab === 'metrics' && <MetricsTab />}
          </div>
        )}
      </div>
      {open && <Problems />}
    </section>
  );
});

const OUTCOMES = { succeeded: 'Finished', failed: 'Ended with errors', cancelled: 'Stopped' } as const;

/** `Finished · 1 min 7 s · 4 of 9 steps from cache`. */
function Summary() {
  const status = useRun((state) => state.status);
  const outcome = useRun((state) => state.outcome);
  const seconds = useRun((state) => Math.round(state.elapsed / 100) / 10);
  const planned = useRun((state) => state.steps);
  const nodes = useEditor((state) => state.document.nodes);
  // Blocks only describe a network: nothing of them is computed or kept.
  const steps = useMemo(
    () => planned.filter((id) => catalogue.get(nodeById(nodes, id)?.type ?? '')?.run),
    [planned, nodes],
  );
  const cached = useRun((state) => steps.filter((id) => state.nodes[id]?.state === 'cached').length);
  if (status === 'idle' && !outcome) return <b>No run yet</b>;
  const title = status === 'running' ? 'Running' : status === 'paused' ? 'Paused' : OUTCOMES[outcome ?? 'cancelled'];
  return (
    <>
      <b role="status">{title}</b>
      <span className={`${styles.soft} num`}>
        {duration(seconds)}
        {cached > 0 && ` · ${cached} of ${steps.length} steps from cache`}
      </span>
    </>
  );
}
