import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { ApiProblem, api } from '@/app/client/api';
import { hearDeleted } from '@/app/client/project-news';
import { thumbnailOf } from '@/app/thumbnail/thumbnail';
import { tellProblem } from '@/app/ui/tell-problem';
import { toast } from '@/app/ui/toast';
import { LIMITS } from '@/graph';
import { useEditor } from '../state/editor-store';
import { removeDraft } from './draft';

/**
 * Says so when the project that is open was deleted elsewhere: in another tab, or, where somebody comes back to this one, in another browser. What this tab has is
 * kept here until it is restored or saved as another project.
 */
export function useDeleted(): void {
  const router = useRouter();
  const projectId = useEditor((state) => state.projectId);
  const deleted = useEditor((state) => state.saveState === 'deleted');

  useEffect(() => {
    const gone = () => useEditor.getState().setSaved({ saveState: 'deleted' });
    const look = () => {
      if (document.visibilityState !== 'visible') return;
      // A server that does not answer says nothing about the project.
      api.projects.get(projectId).catch((error: unknown) => {
        if (error instanceof ApiProblem && error.code === 'not-found') gone();
      });
    };
    const deaf = hearDeleted(projectId, gone);
    document.addEventListener('visibilitychange', look);
    return () => {
      deaf();
      document.removeEventListener('visibilitychange', look);
    };
  }, [projectId]);

  useEffect(() => {
    if (!deleted) return;
    const ask = () =>
      toast.warning('This project was deleted in another tab', {
        id: 'deleted',
        duration: Number.POSITIVE_INFINITY,
        closeButton: false,
        description: 'Nothing is lost: what you see is kept here. Shall it come back, or become a project of its own?',
        action: { label: 'Restore', onClick: () => void restore(projectId).catch(again) },
        cancel: {
          label: 'Save as a copy',
          onClick: () => void saveCopy(projectId).then((id) => router.push(`/projects/${id}`), again),
        },
      });
    const again = (error: unknown) => {
      tellProblem(error);
      void ask();
    };
    void ask();
  }, [deleted, projectId, router]);
}

/** Takes the project out of the bin, and saves what this tab has over what it was made from. */
async function restore(id: string): Promise<void> {
  await api.projects.restore(id);
  const { setSaved, edit, document } = useEditor.getState();
  setSaved({ saveState: 'unsaved' });
  // An edit that changes nothing asks for a save.
  const { name, description } = document;
  edit({ op: 'set-document', before: { name, description }, after: { name, description } }, 'restore');
}

/** Makes a project of its own of the whole graph, whatever level of it is open. @returns its id */
export async function saveCopy(deletedId: string): Promise<string> {
  const { root: document } = useEditor.getState();
  const name = `${document.name.slice(0, LIMITS.title - 7)} (copy)`;
  const { id } = await api.projects.create({ name, document, thumbnail: thumbnailOf(document) });
  removeDraft(deletedId);
  return id;
}
