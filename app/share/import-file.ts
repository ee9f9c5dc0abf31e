import { catalogue, loadContracts } from '@/app/catalogue';
import { closeDialog } from '@/app/editor/commands/dialog-store';
import { sameGraph, useEditor } from '@/app/editor/state/editor-store';
import { tellProblem } from '@/app/ui/tell-problem';
import { toast } from '@/app/ui/toast';
import { countNodes, flatten, fragmentOf, pasteEdit, upgradeNodes } from '@/graph';
import { readGraphFile } from './read-graph-file';

/** Puts the graph of a file beside what is there, once the contracts of what it holds are there; one undo takes it back. */
export async function importFile(file: File | undefined): Promise<void> {
  if (!file) return;
  const isOpen = sameGraph();
  try {
    const read = await readGraphFile(file);
    await loadContracts(flatten(read).nodes.values());
    if (!isOpen()) return;
    const imported = upgradeNodes(read, catalogue);
    const { document, edit, select } = useEditor.getState();
    const everything = new Set([...imported.nodes, ...imported.notes].map((item) => item.id));
    const right = Math.max(0, ...document.nodes.map((node) => node.position.x + 300));
    const pasted = pasteEdit(document, fragmentOf(imported, everything), {
      x: document.nodes.length > 0 ? right : 0,
      y: 0,
    });
    edit(pasted.edit);
    select(pasted.ids);
    closeDialog();
    toast.success(`${countNodes(imported)} nodes imported`);
  } catch (error) {
    tellProblem(error);
  }
}
