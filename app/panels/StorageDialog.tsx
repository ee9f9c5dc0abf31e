'use client';
import { useEffect, useState } from 'react';
import { closeDialog } from '@/app/editor/commands/dialog-store';
import { useEditor } from '@/app/editor/state/editor-store';
import { useRun } from '@/app/editor/state/run-store';
import { runtime, saveBudget } from '@/app/editor/state/runtime';
import { bytes } from '@/app/editor/words';
import { Button } from '@/app/ui/Button';
import { Dialog } from '@/app/ui/Dialog';
import { tellProblem } from '@/app/ui/tell-problem';
import type { StorageUsage } from '@/workers/client';
import styles from './panels.module.css';

const BUDGETS = [0.5, 1, 2, 4, 8] as const;

/** What results take in this browser, how much they may, and a way to clear them. */
export default function StorageDialog() {
  const [usage, setUsage] = useState<StorageUsage | null>(null);
  const [asking, setAsking] = useState(false);
  const change = (use: (ready: Awaited<ReturnType<typeof runtime>>) => Promise<StorageUsage>) =>
    runtime().then(use).then(setUsage, tellProblem);
  const clear = async () => {
    setAsking(false);
    await change((ready) => ready.clear());
    await useRun.getState().refreshCached(useEditor.getState().root);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when the dialog opens
  useEffect(() => void change((ready) => ready.usage()), []);
  return (
    <Dialog
      title="Results kept in this browser"
      description="What was computed once is not computed again. Your graphs are on the server and not touched here."
      onClose={closeDialog}
    >
      {usage ? (
        <>
          <p className={`${styles.figure} num`}>
            {bytes(usage.bytes)} <small>of {bytes(usage.budget)}</small>
          </p>
          <meter className={styles.meter} min={0} max={usage.budget} value={usage.bytes} aria-label="Storage used" />
          <p className={styles.soft}>
            {usage.artifacts.toLocaleString('en')} results.{' '}
            {usage.persistent
              ? 'The ones used longest ago go first when room is needed, never those of an open graph.'
              : 'This window keeps them until it is closed only.'}
          </p>
          <div className={styles.row}>
            <label>
              Keep at most{' '}
              <select
                value={usage.budget}
                onChange={(event) => {
                  // Read at once: the select shows the old budget again until the engine has answered.
                  const budget = Number(event.target.value);
                  saveBudget(budget);
                  void change((ready) => ready.setBudget(budget));
                }}
              >
                {!BUDGETS.some((gigabytes) => gigabytes * 1e9 === usage.budget) && (
                  <option value={usage.budget}>{bytes(usage.budget)}</option>
                )}
                {BUDGETS.map((gigabytes) => (
                  <option key={gigabytes} value={gigabytes * 1e9}>
                    {gigabytes} GB
                  </option>
                ))}
              </select>
            </label>
            {!asking && (
              <Button look="danger" disabled={usage.artifacts === 0} onClick={() => setAsking(true)}>
                Clear results …
              </Button>
            )}
          </div>
          {asking && (
            <div className={styles.question} role="alert">
              <p>
                Clear {usage.artifacts.toLocaleString('en')} results? What was trained has to be trained again, in all
                projects. This cannot be undone.
              </p>
              <Button look="danger" onClick={clear}>
                Clear them
              </Button>
              <Button autoFocus onClick={() => setAsking(false)}>
                Keep them
              </Button>
            </div>
          )}
        </>
      ) : (
        <p className={styles.soft}>Looking …</p>
      )}
    </Dialog>
  );
}
