import { useCallback, useEffect, useRef, useState } from 'react';
import { api, type RunSummary } from '@/app/client/api';
import { type Bin, createBin } from './bin';

/** Deletes runs one by one; the last one can be brought back for as long as the dialog stays open. */
export function useRunBin(projectId: string, onProblem: (error: unknown) => void) {
  const [last, setLast] = useState<RunSummary | null>(null);
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const bin = useRef<Bin | null>(null);
  const latest = useRef(onProblem);
  latest.current = onProblem;

  useEffect(() => {
    const current = createBin((id) => {
      // It may be the last thing this page does.
      api.runs.delete(projectId, id, { keepalive: true }).catch((error: unknown) => {
        setHidden((before) => without(before, id));
        latest.current(error);
      });
    });
    bin.current = current;
    window.addEventListener('pagehide', current.empty);
    return () => {
      window.removeEventListener('pagehide', current.empty);
      current.empty();
    };
  }, [projectId]);

  const remove = useCallback((run: RunSummary) => {
    bin.current?.put(run.id);
    setHidden((before) => new Set([...before, run.id]));
    setLast(run);
  }, []);
  const undo = useCallback(() => {
    bin.current?.undo();
    if (last) setHidden((before) => without(before, last.id));
    setLast(null);
  }, [last]);
  return { last, hidden, remove, undo } as const;
}

const without = (ids: ReadonlySet<string>, id: string): ReadonlySet<string> =>
  new Set([...ids].filter((one) => one !== id));
