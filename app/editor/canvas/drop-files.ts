import { tellProblem } from '@/app/ui/tell-problem';
import { type Field, type FileRef, type JsonObject, setParamsEdit } from '@/graph';
import { addNode, fileFieldOf } from '../commands/building';
import { keepFile } from '../inspector/keep-file';
import { useEditor } from '../state/editor-store';

/** Files dropped on a node that takes one go into it; dropped in the open they become nodes of their own. */
export async function dropFiles(
  files: readonly File[],
  target: string | null,
  position: { readonly x: number; readonly y: number },
): Promise<void> {
  const node = useEditor.getState().document.nodes.find((one) => one.id === target);
  const field = node && fileFieldOf(node.type);
  for (const [index, file] of files.entries()) {
    if (node && field) await giveFile(node.id, field, file);
    else await addForFile(file, { x: position.x - 100, y: position.y - 17 + index * 170 });
  }
}

/** A node of its own, once the file is kept: one that is refused leaves nothing behind. */
async function addForFile(file: File, position: { readonly x: number; readonly y: number }): Promise<void> {
  const type = file.name.toLowerCase().endsWith('.json') ? 'tokenize.load' : 'source.text';
  const field = fileFieldOf(type);
  if (!field) return;
  try {
    const kept = await keepFile(file);
    const added = addNode(type, position);
    if (added) show(added, field, kept);
  } catch (error) {
    tellProblem(error);
  }
}

async function giveFile(node: string, field: Field, file: File): Promise<void> {
  try {
    show(node, field, await keepFile(file));
  } catch (error) {
    tellProblem(error);
  }
}

function show(node: string, field: Field, kept: FileRef): void {
  // The setting that shows this file at all: “From: File”.
  const shown: JsonObject = field.when ? { [field.when.param]: field.when.is[0] ?? null } : {};
  const { document, edit, select } = useEditor.getState();
  edit(setParamsEdit(document, node, { ...shown, [field.name]: { ...kept } }));
  select([node]);
}
