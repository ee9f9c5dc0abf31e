import { Dices, Play, RotateCcw, Square } from 'lucide-react';
import { catalogue } from '@/app/catalogue';
import { useEditor } from '@/app/editor/state/editor-store';
import { useRun } from '@/app/editor/state/run-store';
import { duration, WAITS } from '@/app/editor/words';
import { Button } from '@/app/ui/Button';
import { type AppResult, flatten, type GraphDocument, reach } from '@/graph';
import { progressOf } from './progress';
import { drawSeeds } from './settings';
import { openVisit } from './useVisit';
import styles from './visitor.module.css';

interface RunBarProps {
  readonly outputs: readonly AppResult[];
  /** As it came. */
  readonly original: GraphDocument;
}

/** Run, what it is at, and Stop; afterwards another draw, and the way back to how the app came. */
export function RunBar({ outputs, original }: RunBarProps) {
  const status = useRun((state) => state.status);
  const outcome = useRun((state) => state.outcome);
  const elapsed = useRun((state) => state.elapsed);
  const root = useEditor((state) => state.root);
  const changed = useEditor(({ past }) => past.length > 0);
  if (status !== 'idle') return <Running />;
  const run = () => void runApp(outputs);
  const drawing = outcome === 'succeeded' ? makersBefore(root, outputs) : [];
  return (
    <div className={styles.bar}>
      <Button look="primary" className={styles.run} disabled={outputs.length === 0} onClick={run}>
        <Play size={13} fill="currentColor" aria-hidden /> Run
      </Button>
      {drawing.length > 0 && (
        <Button
          title="Draws other random numbers, and runs"
          onClick={() => {
            drawSeeds(drawing);
            run();
          }}
        >
          <Dices size={14} aria-hidden /> Try another
        </Button>
      )}
      {changed && (
        <Button look="plain" onClick={() => void openVisit(original)}>
          <RotateCcw size={13} aria-hidden /> Start over
        </Button>
      )}
      <small className={styles.told} role="status">
        {outcome === 'succeeded' && `Done in ${duration(elapsed / 1000)}`}
        {outcome === 'waiting' && WAITS}
        {outcome === 'cancelled' && 'Stopped'}
      </small>
    </div>
  );
}

/** Runs what an app shows, with all that it needs. */
export const runApp = (outputs: readonly AppResult[]): Promise<void> =>
  useRun.getState().run(useEditor.getState().root, [...new Set(outputs.map(({ node }) => node))]);

/** What a run is at, how long it still takes, and a way to stop it. */
export function Running() {
  const root = useEditor((state) => state.root);
  const { share, words } = progressOf(useRun(), root);
  return (
    <div className={styles.bar}>
      <Button look="danger" className={styles.run} onClick={() => void useRun.getState().cancel()}>
        <Square size={12} fill="currentColor" aria-hidden /> Stop
      </Button>
      <div className={styles.progress}>
        <progress aria-label="How far the run is" {...(share !== null && { value: share })} max={1} />
        <small className="num">{words}</small>
      </div>
    </div>
  );
}

/** What draws random numbers to make something, among what some outputs need. */
function makersBefore(document: GraphDocument, outputs: readonly AppResult[]): readonly string[] {
  const flat = flatten(document).document;
  const ends = flat.nodes
    .map(({ id }) => id)
    .filter((id) => outputs.some(({ node }) => id === node || id.startsWith(`${node}/`)));
  const needed = new Set([...ends, ...reach(flat.wires, ends, 'backwards')]);
  return flat.nodes
    .filter(({ id, type }) => {
      const contract = catalogue.get(type);
      return needed.has(id) && contract?.seeded === true && contract.phase === 'generate';
    })
    .map(({ id }) => id);
}
