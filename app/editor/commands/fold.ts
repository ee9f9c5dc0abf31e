import type { ReactFlowInstance } from '@xyflow/react';
import { catalogue, loadContracts } from '@/app/catalogue';
import { tellProblem } from '@/app/ui/tell-problem';
import { toast } from '@/app/ui/toast';
import { foldEdit, isSubgraph, SUBGRAPH, unfoldEdit } from '@/graph';
import { sameGraph, useEditor } from '../state/editor-store';
import { showNodes } from './building';

/** Folds the selected nodes into one, selects it, and brings it into sight. */
export async function fold(flow: ReactFlowInstance): Promise<void> {
  const isOpen = sameGraph();
  try {
    await loadContracts([{ type: SUBGRAPH }]);
    if (!isOpen()) return;
    const { root, path, selection, editWhole, select } = useEditor.getState();
    const folded = foldEdit(root, path, catalogue, selection);
    editWhole(folded.edit);
    select([folded.id]);
    void showNodes(flow, [folded.id]);
  } catch (error) {
    tellProblem(error);
  }
}

/** Puts what lies inside the selected subgraph in its place. */
export function unfold(flow: ReactFlowInstance): void {
  const { root, path, document, selection, editWhole, select } = useEditor.getState();
  const chosen = document.nodes.find((node) => selection.has(node.id) && isSubgraph(node));
  if (!chosen) return void toast.info('Select a subgraph to take it apart');
  try {
    const apart = unfoldEdit(root, path, chosen.id);
    editWhole(apart.edit);
    select(apart.ids);
    void showNodes(flow, apart.ids);
  } catch (error) {
    tellProblem(error);
  }
}

/** Shows what lies inside the one selected subgraph. @returns whether there was one */
export function enterSelected(): boolean {
  const { document, selection, path, enter } = useEditor.getState();
  const chosen = document.nodes.filter((node) => selection.has(node.id));
  const [only] = chosen;
  if (!only?.body || chosen.length > 1) return false;
  enter([...path, only.id]);
  return true;
}

/** Shows what lies around this subgraph, and selects it there. */
export function leave(): void {
  const { path, enter } = useEditor.getState();
  const last = path.at(-1);
  if (last !== undefined) enter(path.slice(0, -1), [last]);
}
