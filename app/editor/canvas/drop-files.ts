import { toast } from 'sonner';
import { describeError, type Field, type JsonObject, setParamsEdit } from '@/graph';
import { addNode, fileFieldOf } from '../commands/building';
import { useEditor } from '../state/editor-store';
import { runtime } from '../state/runtime';

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

async function addForFile(file: File, position: { readonly x: number; readonly y: number }): Promise<void> {
  const type = file.name.toLowerCase().endsWith('.json') ? 'tokenize.load' : 'source.text';
  const field = fileFieldOf(type);
  const added = field && addNode(type, position);
  if (added) await giveFile(added, field, file);
}

async function giveFile(node: string, field: Field, file: File): Promise<void> {
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const kept = await (await runtime()).addAsset({ name: file.name, bytes });
    // The setting that shows this file at all: “From: File”.
    const shown: JsonObject = field.when ? { [field.when.param]: field.when.is[0] ?? null } : {};
    const { document, edit, select } = useEditor.getState();
    edit(setParamsEdit(document, node, { ...shown, [field.name]: { ...kept } }));
    select([node]);
  } catch (error) {
    const { title, detail, fix } = describeError(error);
    toast.error(title, { description: [detail, fix].filter(Boolean).join(' ') });
  }
}
