import { Button } from '@/app/ui/Button';
import { openDialog } from '../commands/dialog-store';
import { factsIn, letRemember, mayRemember, useFacts } from '../memory/facts';
import { useEditor } from '../state/editor-store';
import { useSelectedPath } from '../state/level';
import styles from './inspector.module.css';

/** What is remembered beyond a task, where it is looked at, and the yes that it needs in a graph that came with it. */
export function MemoryNote({ keeps }: { readonly keeps: string }) {
  const projectId = useEditor((state) => state.projectId);
  const path = useSelectedPath();
  useFacts((state) => state.turn);
  if (keeps !== 'project' && keeps !== 'user') return null;
  const who = { projectId, path };
  if (!mayRemember(who, keeps))
    return (
      <p className={styles.help}>
        It may not remember anything here yet.{' '}
        <Button small onClick={() => letRemember(who, keeps)}>
          Allow it
        </Button>
      </p>
    );
  const { length } = Object.keys(factsIn(keeps, projectId));
  return (
    <p className={styles.help}>
      {length === 0
        ? 'Nothing is remembered yet. '
        : `${length} ${length === 1 ? 'thing is' : 'things are'} remembered. `}
      <Button small onClick={() => openDialog('memory')}>
        Look at it
      </Button>
    </p>
  );
}
