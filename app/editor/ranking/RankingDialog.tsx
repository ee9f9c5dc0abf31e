'use client';
import { useEffect, useRef } from 'react';
import { Button } from '@/app/ui/Button';
import { Dialog } from '@/app/ui/Dialog';
import { type Decisions, decide, readDecisions, setParamsEdit, type Verdict, writeDecisions } from '@/graph';
import { closeDialog } from '../commands/dialog-store';
import { runGraph } from '../commands/run-graph';
import { useEditor } from '../state/editor-store';
import { useRun } from '../state/run-store';
import styles from './RankingDialog.module.css';
import { usePairs } from './usePairs';

const VERDICTS: Readonly<Record<string, Verdict>> = {
  ArrowLeft: 'L',
  ArrowRight: 'R',
  ArrowUp: '=',
  '=': '=',
  ArrowDown: 'S',
  ' ': 'S',
};

/** Two answers side by side, and a key for each thing that can be said of them. Every decision is in the graph at once: to close is to go on another time. */
export default function RankingDialog() {
  const node = useEditor(({ document, selection }) => document.nodes.find((one) => selection.has(one.id)));
  const { from, made, pairs } = usePairs(node?.id);
  const busy = useRun((state) => state.status !== 'idle');
  const sheet = useRef<HTMLDivElement>(null);
  if (!node) return null;

  const decisions = readDecisions(String(node.params.decisions ?? ''));
  const at = pairs?.findIndex(({ id }) => !decisions.has(id)) ?? -1;
  const pair = pairs?.[at];
  const decided = pairs?.filter(({ id }) => decisions.has(id)) ?? [];
  const passed = decided.filter(({ id }) => decisions.get(id) === 'S');
  const keep = (next: Decisions) =>
    useEditor
      .getState()
      .edit(setParamsEdit(useEditor.getState().document, node.id, { decisions: writeDecisions(next) }));
  const say = (verdict: Verdict) => pair && keep(decide(decisions, pair.id, verdict));
  const takeBack = () => {
    const known = new Set(pairs?.map(({ id }) => id));
    const last = [...decisions.keys()].filter((id) => known.has(id)).at(-1);
    if (last !== undefined) keep(decide(decisions, last, null));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const verdict = VERDICTS[event.key];
    const presses = event.key === ' ' && event.target instanceof HTMLButtonElement;
    if (event.ctrlKey || event.metaKey || event.altKey || presses) return;
    if (verdict) {
      if (!event.repeat) say(verdict);
    } else if (event.key === 'Backspace') takeBack();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    // Space on “Close”, which would have the keyboard, ended the ranking.
    <Dialog title="Rank answers" onClose={closeDialog} wide first={sheet}>
      <Keys onKeyDown={onKeyDown} />
      <div ref={sheet} className={styles.sheet} tabIndex={-1}>
        {pairs && pairs.length > 0 && (
          <p className={`${styles.told} num`} role="status">
            {decided.length} of {pairs.length} decided
            <progress aria-label="Pairs that are decided" value={decided.length} max={pairs.length} />
          </p>
        )}
        {pair ? (
          <>
            <p className={styles.prompt}>{pair.prompt}</p>
            <div className={styles.answers}>
              <button type="button" aria-label="Left is better" onClick={() => say('L')}>
                <span>{pair.left || '(nothing)'}</span>
                <kbd>←</kbd>
              </button>
              <button type="button" aria-label="Right is better" onClick={() => say('R')}>
                <span>{pair.right || '(nothing)'}</span>
                <kbd>→</kbd>
              </button>
            </div>
          </>
        ) : (
          <p className={styles.prompt}>
            {!from
              ? 'Nothing comes to this node yet. Wire “Pairs to rank” to it.'
              : !made
                ? 'The pairs are not made yet. Make them; then you can rank them here.'
                : pairs
                  ? 'Every pair is decided. Run this node, and give its preferences to a training that learns from them. “Save as file” on its result keeps them as JSON lines.'
                  : 'Reading the pairs.'}
          </p>
        )}
        <div className={styles.choices}>
          {pair && (
            <>
              <Button onClick={() => say('=')}>
                As good as each other <kbd>=</kbd>
              </Button>
              <Button onClick={() => say('S')}>
                Pass over <kbd>Space</kbd>
              </Button>
            </>
          )}
          {decided.length > 0 && (
            <Button look="plain" onClick={takeBack}>
              Take back <kbd>⌫</kbd>
            </Button>
          )}
          {!pair && passed.length > 0 && (
            <Button onClick={() => keep(passed.reduce((rest, { id }) => decide(rest, id, null), decisions))}>
              Look again at the {passed.length} passed over
            </Button>
          )}
          {!pair && from && (!made || pairs) && (
            <Button
              look="primary"
              disabled={busy}
              title={busy ? 'Something else is running: wait until it ends, or stop it.' : undefined}
              onClick={() => {
                void runGraph([made ? node.id : from]);
                // What is ranked is done here; pairs that are being made are waited for.
                if (made) closeDialog();
              }}
            >
              {made ? 'Run to here' : 'Make the pairs'}
            </Button>
          )}
        </div>
        <p className={styles.told}>You are not told who wrote what. Close at any time: what you decided is kept.</p>
      </div>
    </Dialog>
  );
}

/** Listens wherever in the dialog the keyboard is: nothing else can have it while that is open. */
function Keys({ onKeyDown }: { readonly onKeyDown: (event: KeyboardEvent) => void }) {
  useEffect(() => {
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [onKeyDown]);
  return null;
}
