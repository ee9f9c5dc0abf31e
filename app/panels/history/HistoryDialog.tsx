'use client';
import { Trash2 } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { api, type Run, type RunSummary } from '@/app/client/api';
import { closeDialog } from '@/app/editor/commands/dialog-store';
import { useEditor } from '@/app/editor/state/editor-store';
import { Button, IconButton } from '@/app/ui/Button';
import { Dialog } from '@/app/ui/Dialog';
import { tellProblem } from '@/app/ui/tell-problem';
import { ViewerLarge } from '@/app/viewers';
import styles from '../panels.module.css';
import { describeChanges } from '../versions/describe-changes';
import { comparedCurves, finalValues, graphOf } from './compare';
import { outcomeInWords, timeInWords } from './run-words';
import { useRunBin } from './useRunBin';

/** The runs of this project; choose two, and their curves are drawn over one another. One that is of no use any more can be deleted. */
export default function HistoryDialog() {
  const projectId = useEditor((state) => state.projectId);
  const [runs, setRuns] = useState<readonly RunSummary[] | null>(null);
  const [chosen, setChosen] = useState<readonly Run[]>([]);
  useEffect(() => {
    api.runs.list(projectId).then(setRuns, tellProblem);
  }, [projectId]);
  const bin = useRunBin(projectId, tellProblem);
  const remove = (run: RunSummary) => {
    bin.remove(run);
    setChosen((before) => before.filter(({ id }) => id !== run.id));
  };
  const kept = runs?.filter(({ id }) => !bin.hidden.has(id));
  const toggle = async (id: string) => {
    if (chosen.some((run) => run.id === id)) return setChosen(chosen.filter((run) => run.id !== id));
    try {
      const run = await api.runs.get(projectId, id);
      setChosen((before) => [...before.slice(-1), run]);
    } catch (error) {
      tellProblem(error);
    }
  };
  const curves = useMemo(() => comparedCurves(inOrder(chosen)), [chosen]);
  const finals = useMemo(() => finalValues(inOrder(chosen)), [chosen]);
  return (
    <Dialog title="Runs" description="Choose two to compare their curves." onClose={closeDialog} wide>
      {bin.last && (
        <div className={styles.row} role="status">
          <span>Run {bin.last.number} was deleted.</span>
          <Button small autoFocus key={bin.last.id} onClick={bin.undo}>
            Undo
          </Button>
        </div>
      )}
      <div className={styles.split}>
        <ol className={styles.list}>
          {kept?.map((run) => (
            <li key={run.id} className={styles.run}>
              <button
                type="button"
                aria-pressed={chosen.some((one) => one.id === run.id)}
                onClick={() => void toggle(run.id)}
              >
                <b>Run {run.number}</b>
                <small>
                  {[outcomeInWords(run), timeInWords(run)].filter(Boolean).join(' · ')} ·{' '}
                  <time dateTime={run.startedAt}>{new Date(run.startedAt).toLocaleString()}</time>
                  {run.backend !== 'automatic' && ` · ${run.backend}`}
                </small>
              </button>
              <IconButton small label={`Delete run ${run.number}`} onClick={() => remove(run)}>
                <Trash2 size={14} />
              </IconButton>
            </li>
          ))}
          {kept?.length === 0 && (
            <li className={styles.soft}>No run yet. Each run is kept here with what it measured.</li>
          )}
          {runs === null && <li className={styles.soft}>Looking …</li>}
        </ol>
        <section className={styles.detail} aria-label="Comparison">
          {chosen.length === 0 && kept && kept.length > 0 && (
            <p className={styles.soft}>
              Choose a run to see its curves, and a second one to draw both over one another.
            </p>
          )}
          <Differences runs={chosen} />
          {chosen.length > 0 && curves.length === 0 && (
            <p className={styles.soft}>These runs measured nothing: they trained nothing, or took it from the cache.</p>
          )}
          {curves.map((view) => (
            <ViewerLarge key={view.yLabel} view={view} />
          ))}
          {finals.rows.length > 0 && <ViewerLarge view={finals} />}
        </section>
      </div>
    </Dialog>
  );
}

/** What was set differently in the later one of two runs: the reason why their curves differ. */
function Differences({ runs }: { readonly runs: readonly Run[] }) {
  const [first, second] = inOrder(runs);
  if (!first || !second) return null;
  const [before, after] = [graphOf(first), graphOf(second)];
  if (!before || !after) return null;
  const changes = describeChanges(before, after);
  return (
    <>
      <h3>
        From run {first.number} to run {second.number}
      </h3>
      <ul>
        {changes.length === 0 && <li>Nothing was changed in the graph.</li>}
        {changes.slice(0, 20).map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two changes may read the same
          <li key={place}>{line}</li>
        ))}
        {changes.length > 20 && <li>… and {changes.length - 20} more changes</li>}
      </ul>
    </>
  );
}

const inOrder = (runs: readonly Run[]): readonly Run[] => [...runs].sort((a, b) => a.number - b.number);
