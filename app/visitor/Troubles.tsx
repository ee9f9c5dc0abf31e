import { useEditor } from '@/app/editor/state/editor-store';
import { useRun } from '@/app/editor/state/run-store';
import { Particulars } from '@/app/home/Particulars';
import type { AppResult } from '@/graph';
import { type Trouble, troublesOf } from './progress';
import styles from './visitor.module.css';

/** What went wrong in the last run, in words. */
export function Troubles({ outputs }: { readonly outputs: readonly AppResult[] }) {
  const troubles = useTroubles(outputs);
  if (troubles.length === 0) return null;
  return (
    <div className={styles.troubles} role="alert">
      {troubles.map(({ node, title, error }) => (
        <div key={`${node} ${error.code}`} className={styles.trouble}>
          <b>{error.title}</b>
          {error.detail && <p>{error.detail}</p>}
          {error.fix && <p>{error.fix}</p>}
          <small>In “{title}”.</small>
          <Particulars of={error} />
        </div>
      ))}
    </div>
  );
}

function useTroubles(outputs: readonly AppResult[]): readonly Trouble[] {
  const run = useRun();
  const root = useEditor((state) => state.root);
  const problems = useEditor((state) => state.checked.problems);
  if (run.status !== 'idle') return [];
  return troublesOf(
    run,
    problems,
    root,
    outputs.map(({ node }) => node),
  );
}
