import { useMemo } from 'react';
import { catalogue } from '@/app/catalogue';
import { titleOf } from '@/graph';
import { useEditor } from '../state/editor-store';

/** What people call a node: its own title, or that of its type; what is gone keeps its id. */
export function useTitles(): (id: string) => string {
  const nodes = useEditor((state) => state.document.nodes);
  return useMemo(() => {
    const titles = new Map(nodes.map((node) => [node.id, titleOf(node, catalogue)]));
    return (id) => titles.get(id) ?? id;
  }, [nodes]);
}
