'use client';
import { useCallback, useEffect, useState } from 'react';
import { api, type ProjectSummary } from '@/app/client/api';
import { tellDeleted } from '@/app/client/project-news';
import { describeError, type UserFacingError } from '@/graph/errors';

/** The list of projects as the server has it, and everything that is done to it from the home page. */
export function useProjects(initial: readonly ProjectSummary[], initiallyDeleted: readonly ProjectSummary[]) {
  const [projects, setProjects] = useState(initial);
  const [deleted, setDeleted] = useState(initiallyDeleted);
  const [problem, setProblem] = useState<UserFacingError | null>(null);
  const [busy, setBusy] = useState(false);

  const refresh = useCallback(async () => {
    const [kept, gone] = await Promise.all([api.projects.list(), api.projects.list({ deleted: true })]);
    setProjects(kept);
    setDeleted(gone);
  }, []);
  useEffect(() => {
    // Whoever comes back from the editor, by a link or by another tab, finds what has changed there.
    const look = () => {
      // Without an answer the page shows what it knows; what the user does next says what is wrong.
      if (document.visibilityState === 'visible') refresh().catch((error: unknown) => console.info(error));
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [refresh]);

  const attempt = async (act: () => Promise<void>) => {
    setProblem(null);
    setBusy(true);
    try {
      await act();
    } catch (error) {
      setProblem(describeError(error));
    } finally {
      setBusy(false);
    }
  };
  return {
    projects,
    deleted,
    problem,
    busy,
    attempt,
    dismissProblem: () => setProblem(null),
    rename: (id: string, name: string) =>
      attempt(async () => {
        await api.projects.rename(id, name);
        await refresh();
      }),
    duplicate: (id: string) =>
      attempt(async () => {
        await api.projects.duplicate(id);
        await refresh();
      }),
    remove: (id: string) =>
      attempt(async () => {
        await api.projects.delete(id);
        tellDeleted(id);
        await refresh();
      }),
    restore: (id: string) =>
      attempt(async () => {
        await api.projects.restore(id);
        await refresh();
      }),
  } as const;
}
