'use client';
import { ChevronDown, ChevronUp } from 'lucide-react';
import dynamic from 'next/dynamic';
import { memo, useEffect, useMemo, useState } from 'react';
import { api, type RunSummary } from '@/app/client/api';
import { lastRunInWords } from '@/app/panels/history/run-words';
import { IconButton } from '@/app/ui/Button';
import { useTouch } from '@/app/ui/touch';
import { openDialog } from '../commands/dialog-store';
import { PANEL_TABS, type PanelTab, useView } from '../commands/view-store';
import { computedSteps } from '../state/computed-steps';
import { useEditor } from '../state/editor-store';
import { useRun } from '../state/run-store';
import { duration, keptInWords, WAITS } from '../words';
import styles from './BottomPanel.module.css';
import { usePanelHeight } from './usePanelHeight';
import { useProblems } from './useProblems';
import { useRememberedTab } from './useRememberedTab';

const Timeline = dynamic(() => import('./Timeline').then((module) => module.Timeline));
const Problems = dynamic(() => import('./Problems').then((module) => module.Problems));
const LogTab = dynamic(() => import('./LogTab').then((module) => module.LogTab));
const MetricsTab = dynamic(() => import('./MetricsTab').then((module) => module.MetricsTab));
const EventsTab = dynamic(() => import('./EventsTab').then((module) => module.EventsTab));

const TABS: Readonly<Record<PanelTab, string>> = {
  timeline: 'Timeline',
  log: 'Log',
  metrics: 'Metrics',
  events: 'Events',
  problems: 'To look at',
};

/** What runs did, and what there is to look at. It keeps out of the way until there is something to tell. */
export const BottomPanel = memo(function BottomPanel() {
  const ran = useRun((state) => state.status !== 'idle' || state.outcome !== null);
  const open = useView((state) => state.panelOpen) ?? ran;
  const tab = useView((state) => state.panelTab);
  useRememberedTab();
  const { setPanelOpen, setPanelTab } = useView.getState();
  const { height, grip } = usePanelHeight(useNeededHeight(tab));
  return (
    <section
      className={styles.panel}
      data-open={open}
      data-tab={tab}
      style={open ? { height } : undefined}
      aria-label="Run"
    >
      {open && <div className={styles.grip} {...grip} />}
      <div className={styles.run}>
        <header className={styles.head}>
          <Summary />
          <span className={styles.grow} />
          <div role="tablist" aria-label="About the run" className={styles.tabs}>
            {PANEL_TABS.map((name) => (
              <button
                key={name}
                type="button"
                role="tab"
                id={`run-tab-${name}`}
                data-tab={name}
                aria-selected={open && tab === name}
                aria-controls="run-panel"
                onClick={() => setPanelTab(name)}
              >
                {TABS[name]}
                {name === 'problems' && <ProblemCount />}
              </button>
            ))}
          </div>
          <button type="button" className={styles.compare} onClick={() => openDialog('history')}>
            Compare runs
          </button>
          <IconButton
            small
            label={open ? 'Fold the panel' : 'Unfold the panel'}
            aria-expanded={open}
            onClick={() => setPanelOpen(!open)}
          >
            {open ? <ChevronDown size={14} /> : <ChevronUp size={14} />}
          </IconButton>
        </header>
        {open && (
          <div className={styles.body} role="tabpanel" id="run-panel" aria-labelledby={`run-tab-${tab}`}>
            {tab === 'timeline' && <Timeline />}
            {tab === 'log' && <LogTab />}
            {tab === 'metrics' && <MetricsTab />}
            {tab === 'events' && <EventsTab />}
            {tab === 'problems' && <Problems />}
          </div>
        )}
      </div>
      {open && tab !== 'problems' && <Beside />}
    </section>
  );
});

/** The line of tabs and the margin below what they show, and how high a lane of the timeline and a row of charts are, in pixels. */
const AROUND = 52;
const LANE = 21;
const CHARTS = 240;

/** As high as its tab needs to show itself whole: every lane of a usual run, a row of charts. */
function useNeededHeight(tab: PanelTab): number {
  const planned = useRun((state) => state.steps);
  const root = useEditor((state) => state.root);
  const lanes = useMemo(() => computedSteps(planned, root).length, [planned, root]);
  // On a narrow screen the tabs have a line of their own.
  const around = useTouch() ? AROUND + 30 : AROUND;
  if (tab === 'metrics') return around + CHARTS;
  return Math.max(152, Math.min(around + lanes * LANE, 260));
}

/** Where there is room, what there is to look at stands beside the run. */
function Beside() {
  const count = useProblems().length;
  if (count === 0) return null;
  return (
    <aside className={styles.beside}>
      <b>{count === 1 ? '1 thing to look at' : `${count} things to look at`}</b>
      <Problems />
    </aside>
  );
}

/** How many things there are to look at; in red when one keeps something from running. */
function ProblemCount() {
  const problems = useProblems();
  const count = problems.length;
  const blocked = problems.some((problem) => problem.level === 'error');
  if (count === 0) return null;
  return (
    <span className={styles.count} data-level={blocked ? 'error' : 'advice'}>
      {count}
    </span>
  );
}

/** Before this page has run anything: what the history knows of the run before, and where a training stands. */
function LastRun() {
  const projectId = useEditor((state) => state.projectId);
  const kept = useRun((state) => Object.values(state.nodes).find((node) => node.kept)?.kept);
  const [last, setLast] = useState<RunSummary | null>(null);
  useEffect(() => {
    let current = true;
    setLast(null);
    api.runs
      .list(projectId)
      .then(([newest]) => current && setLast(newest ?? null))
      .catch((error: unknown) => console.info('What ran before is not known:', error));
    return () => {
      current = false;
    };
  }, [projectId]);
  return (
    <>
      <b>{last ? lastRunInWords(last) : 'No run yet'}</b>
      {kept && <span className={`${styles.soft} num`}>{keptInWords(kept)}</span>}
    </>
  );
}

const OUTCOMES = {
  succeeded: 'Finished',
  failed: 'Ended with errors',
  waiting: WAITS,
  cancelled: 'Stopped',
} as const;

/** `Finished · 1 min 7 s · 4 of 9 steps from cache`. */
function Summary() {
  const status = useRun((state) => state.status);
  const outcome = useRun((state) => state.outcome);
  const seconds = useRun((state) => Math.round(state.elapsed / 100) / 10);
  const planned = useRun((state) => state.steps);
  const root = useEditor((state) => state.root);
  const steps = useMemo(() => computedSteps(planned, root), [planned, root]);
  const cached = useRun((state) => steps.filter((id) => state.nodes[id]?.state === 'cached').length);
  const keptHere = useRun((state) =>
    status === 'idle' ? Object.values(state.nodes).find((node) => node.kept)?.kept : undefined,
  );
  if (status === 'idle' && !outcome) return <LastRun />;
  const title = status === 'running' ? 'Running' : status === 'paused' ? 'Paused' : OUTCOMES[outcome ?? 'cancelled'];
  return (
    <>
      <b role="status">{title}</b>
      <span className={`${styles.soft} num`}>
        {duration(seconds)}
        {keptHere && ` · ${keptInWords(keptHere)}`}
        {cached > 0 && ` · ${cached} of ${steps.length} steps from cache`}
      </span>
    </>
  );
}
