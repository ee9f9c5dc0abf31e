import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Problem } from '@/graph';
import { useEditor } from '../state/editor-store';
import { useRun } from '../state/run-store';

/** What the check found, and what went wrong in the run. */
export function useProblems(): readonly Problem[] {
  const checked = useEditor((state) => state.checked.problems);
  const failed = useRun(
    useShallow(({ nodes }) => Object.entries(nodes).flatMap(([nodeId, { error }]) => (error ? [nodeId, error] : []))),
  );
  return useMemo(() => {
    const failures = failed.flatMap((item, index): Problem[] => {
      const error = failed[index + 1];
      return typeof item === 'string' && typeof error === 'object' ? [{ ...error, nodeId: item, level: 'error' }] : [];
    });
    return [...failures, ...checked];
  }, [failed, checked]);
}
