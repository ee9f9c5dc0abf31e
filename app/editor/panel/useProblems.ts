import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { nodeAtLevel, type Problem, prefixOf } from '@/graph';
import { useEditor } from '../state/editor-store';
import { useRun } from '../state/run-store';

/** What the check found, and what went wrong in the run. */
export function useProblems(): readonly Problem[] {
  const checked = useEditor((state) => state.checked.problems);
  const path = useEditor((state) => state.path);
  const failed = useRun(
    useShallow(({ nodes }) => Object.entries(nodes).flatMap(([nodeId, { error }]) => (error ? [nodeId, error] : []))),
  );
  return useMemo(() => {
    const failures = failed.flatMap((item, index): Problem[] => {
      const error = failed[index + 1];
      const here = typeof item === 'string' ? nodeAtLevel(path, item) : null;
      if (typeof item !== 'string' || typeof error !== 'object' || here === null) return [];
      if (prefixOf(path) + here === item) return [{ ...error, nodeId: here, level: 'error' }];
      return [{ ...error, nodeId: here, level: 'error', code: 'subgraph.inside', inside: item }];
    });
    return [...failures, ...checked];
  }, [failed, checked, path]);
}
