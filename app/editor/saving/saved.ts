import { GenloomError } from '@/graph';
import { useEditor } from '../state/editor-store';

/** Resolves once the server has what the page shows, which autosave sees to. @throws GenloomError where it cannot be saved now */
export function everythingSaved(): Promise<void> {
  return new Promise((done, fail) => {
    const look = () => {
      const { saveState } = useEditor.getState();
      if (saveState === 'saved') finish(done);
      if (saveState === 'offline' || saveState === 'refused' || saveState === 'conflict' || saveState === 'deleted')
        finish(() => fail(PROBLEMS[saveState]));
    };
    const finish = (then: () => void) => {
      unsubscribe();
      then();
    };
    const unsubscribe = useEditor.subscribe(look);
    look();
  });
}

const PROBLEMS = {
  offline: new GenloomError({
    code: 'save.offline',
    title: 'The newest changes are not saved yet.',
    detail: 'The server does not answer; they are kept in this browser until it does.',
    fix: 'Try again when the page says “Saved”.',
  }),
  refused: new GenloomError({
    code: 'save.refused',
    title: 'The newest changes cannot be saved as they are.',
    fix: 'Undo the last change, or restore a version.',
  }),
  conflict: new GenloomError({
    code: 'save.conflict',
    title: 'Another tab has changed this graph.',
    fix: 'Choose first which of the two goes on.',
  }),
  deleted: new GenloomError({
    code: 'save.deleted',
    title: 'This project was deleted in another tab.',
    fix: 'Restore it first, or save it as a copy.',
  }),
} as const;
