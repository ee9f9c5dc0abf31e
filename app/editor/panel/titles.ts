import { useMemo } from 'react';
import { catalogue } from '@/app/catalogue';
import { pathTitle } from '@/graph';
import { useEditor } from '../state/editor-store';

/** What people call a node at any level, with the subgraphs that it lies in; what is gone keeps its id. */
export function useTitles(): (id: string) => string {
  const root = useEditor((state) => state.root);
  return useMemo(() => (id) => pathTitle(root, id, catalogue), [root]);
}
