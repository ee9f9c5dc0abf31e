import { useEffect, useRef } from 'react';
import { ApiProblem, api, type SaveConflict } from '@/app/client/api';
import { thumbnailOf } from '@/app/thumbnail/thumbnail';
import { tellProblem } from '@/app/ui/tell-problem';
import { toast } from '@/app/ui/toast';
import { canonicalJson, type GraphDocument } from '@/graph';
import { type SaveState, useEditor } from '../state/editor-store';
import { keepDraft, readDraft, removeDraft } from './draft';

const DELAY = 800;
const RETRY = 4_000;

/**
 * Saves by itself, a moment after the last edit. Until the server has confirmed, the document also stands in this browser's storage, so that neither a closed
 * tab nor a stopped server loses anything; when it comes back, saving goes on by itself.
 */
export function useAutosave(): void {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const busy = useRef(false);
  /** What was sent since the server last answered: it may have saved any of it and stopped before it could say so. */
  const unanswered = useRef<readonly GraphDocument[]>([]);

  useEffect(() => {
    const { projectId, root: document, revision } = useEditor.getState();
    restoreDraft(projectId, revision, document).catch(tellProblem);

    const schedule = (delay: number) => {
      if (timer.current) clearTimeout(timer.current);
      timer.current = setTimeout(save, delay);
    };
    const save = async () => {
      if (busy.current) return schedule(DELAY);
      const state = useEditor.getState();
      if (state.saveState === 'saved' || isAsked(state.saveState)) return;
      busy.current = true;
      state.setSaved({ saveState: 'saving' });
      const sent = state.root;
      const isElsewhere = () => useEditor.getState().projectId !== state.projectId;
      try {
        const saved = await api.projects.save(state.projectId, {
          revision: state.revision,
          document: sent,
          thumbnail: thumbnailOf(sent),
        });
        // Another project was opened meanwhile: what was answered is not about it.
        if (isElsewhere()) return;
        const earlier = unanswered.current;
        unanswered.current = [];
        if (saved.outcome === 'conflict') {
          if (!earlier.some((document) => sameGraph(document, saved.current.document))) askAbout(saved);
          else {
            // No other tab: it is this one's own save, whose answer got lost.
            useEditor.getState().setSaved({ saveState: 'unsaved', revision: saved.current.revision });
            schedule(0);
          }
        } else {
          const now = useEditor.getState();
          const unchanged = now.root === sent;
          // Deleted a moment after it was saved.
          const gone = now.saveState === 'deleted';
          const saveState = gone ? 'deleted' : unchanged ? 'saved' : 'unsaved';
          now.setSaved({ saveState, revision: saved.revision });
          if (gone) return;
          if (unchanged) removeDraft(state.projectId);
          else schedule(DELAY);
        }
      } catch (error) {
        // The draft holds what was not saved.
        if (isElsewhere()) return;
        if (error instanceof ApiProblem && error.code === 'not-found') {
          useEditor.getState().setSaved({ saveState: 'deleted' });
          return;
        }
        const offline = error instanceof ApiProblem && error.kind === 'network';
        // What was answered with a no stays one until something is changed; a server that is in trouble may come back.
        const refused = error instanceof ApiProblem && error.status >= 400 && error.status < 500;
        if (offline) unanswered.current = [...unanswered.current, sent];
        useEditor.getState().setSaved({ saveState: refused ? 'refused' : 'offline' });
        if (!offline) tellRefusal(error);
        if (!refused) schedule(RETRY);
      } finally {
        busy.current = false;
      }
    };

    const unsubscribe = useEditor.subscribe((now, before) => {
      if (now.root === before.root || now.projectId !== before.projectId) return;
      // Opened, not edited: it is what the server has.
      if (now.saveState === 'saved') return;
      keepDraft(now.projectId, now.revision, now.root);
      if (!isAsked(now.saveState)) schedule(DELAY);
    });
    const online = () => schedule(0);
    const leaving = () => {
      if (useEditor.getState().saveState === 'unsaved') void save();
    };
    window.addEventListener('online', online);
    window.addEventListener('pagehide', leaving);
    return () => {
      unsubscribe();
      window.removeEventListener('online', online);
      window.removeEventListener('pagehide', leaving);
      if (timer.current) clearTimeout(timer.current);
    };
  }, []);
}

/** Whether only the user knows what is to be saved, and is asked. */
const isAsked = (state: SaveState): boolean => state === 'conflict' || state === 'deleted';

/** The server answered, and did not save. */
function tellRefusal(error: unknown): void {
  toast.error('This could not be saved', {
    id: 'save',
    description: `${error instanceof Error ? error.message : ''} Your work is kept in this browser. Undo the last change, or restore a version.`,
    action: { label: 'Undo', onClick: () => useEditor.getState().undo() },
  });
}

/** Whether two documents say the same, in whatever order. */
const sameGraph = (a: GraphDocument, b: GraphDocument): boolean => canonicalJson(a) === canonicalJson(b);

/** Another tab saved first. Both states are kept as versions; the user says which one goes on. */
function askAbout({ current, kept }: SaveConflict): void {
  useEditor.getState().setSaved({ saveState: 'conflict' });
  toast.warning('This graph was changed in another tab', {
    id: 'conflict',
    duration: Number.POSITIVE_INFINITY,
    description: `Nothing is lost: yours is version ${kept.yours}, the other one version ${kept.theirs}. Which one shall go on?`,
    action: {
      label: 'Keep mine',
      onClick: () => {
        const { setSaved, edit, document } = useEditor.getState();
        setSaved({ saveState: 'unsaved', revision: current.revision });
        // An edit that changes nothing asks for another save, over the other tab's revision.
        const { name, description } = document;
        edit({ op: 'set-document', before: { name, description }, after: { name, description } }, 'keep mine');
      },
    },
    cancel: {
      label: 'Take the other',
      onClick: () => {
        removeDraft(current.id);
        useEditor.getState().open(current).catch(tellProblem);
      },
    },
  });
}

/** What an earlier tab could not save any more. */
async function restoreDraft(projectId: string, revision: number, document: GraphDocument): Promise<void> {
  const draft = readDraft(projectId);
  if (!draft || JSON.stringify(draft.document) === JSON.stringify(document)) {
    removeDraft(projectId);
    return;
  }
  const { open, setSaved } = useEditor.getState();
  await open({ id: projectId, revision: draft.revision, document: draft.document });
  setSaved({ saveState: 'unsaved', revision: draft.revision });
  toast.info('Changes that were not saved yet are back', {
    description:
      draft.revision === revision
        ? 'They are being saved now.'
        : 'The saved graph has changed since; you will be asked which one goes on.',
    action: {
      label: 'Discard them',
      onClick: () => {
        removeDraft(projectId);
        open({ id: projectId, revision, document }).catch(tellProblem);
      },
    },
  });
  queueMicrotask(() => {
    const state = useEditor.getState();
    state.edit(
      {
        op: 'set-document',
        before: state.document,
        after: { name: state.document.name, description: state.document.description },
      },
      'draft',
    );
  });
}
