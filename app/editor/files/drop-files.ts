import { catalogue, loadContracts } from '@/app/catalogue';
import { tellProblem } from '@/app/ui/tell-problem';
import { toast } from '@/app/ui/toast';
import { type Field, type FileRef, fieldsOf, type JsonObject, removeEdit, setParamsEdit } from '@/graph';
import { addNode, fileFieldOf } from '../commands/building';
import { sameGraph, useEditor } from '../state/editor-store';
import type { GivenFile } from './given';
import { keepFile } from './keep-file';
import { leftOut } from './left-out';
import { extensionOf, packed } from './pack';
import { type Group, groupsOf } from './sort-files';

/** Files dropped on a node that takes one go into it; dropped in the open they become nodes of their own. */
export async function dropFiles(
  given: Promise<readonly GivenFile[]>,
  target: string | null,
  position: { readonly x: number; readonly y: number },
): Promise<void> {
  try {
    const files = await given;
    const node = useEditor.getState().document.nodes.find((one) => one.id === target);
    const field = node && fieldFor(node.type, files);
    if (node && field) return tellLeft(await give(node.id, field, files));
    const { groups, left } = await groupsOf(files);
    const all = [...left];
    for (const [index, group] of groups.entries())
      all.push(...(await addFor(group, { x: position.x - 100, y: position.y - 17 + index * 170 })));
    tellLeft(all);
  } catch (error) {
    tellProblem(error);
  }
}

function tellLeft(paths: readonly string[]): void {
  const told = leftOut(paths);
  if (told) toast.warning(told);
}

/** A node of its own, once the files are kept: what is refused leaves nothing behind. Gives the paths of what its field did not take. */
async function addFor(
  { type, files }: Group,
  position: { readonly x: number; readonly y: number },
): Promise<readonly string[]> {
  await loadContracts([{ type }]);
  const field = fieldFor(type, files);
  if (!field) return [];
  const isOpen = sameGraph();
  const { kept, left } = await keep(field, files);
  const added = kept && isOpen() && (await addNode(type, position));
  if (!added) return [];
  show(added, field, kept);
  if (type === 'source.table') offerText(added, kept, position);
  return left;
}

/** A .csv may hold documents too, one a row. */
function offerText(table: string, kept: FileRef, position: { readonly x: number; readonly y: number }): void {
  toast.info(`“${kept.name}” is read as a table`, {
    description: 'Rows of numbers and categories. If it holds texts, read it as text instead.',
    action: {
      label: 'Read as text',
      onClick: async () => {
        const { document, edit } = useEditor.getState();
        edit(removeEdit(document, { nodes: [table] }));
        const added = await addNode('source.text', position);
        const field = fileFieldOf('source.text');
        if (field && added) show(added, field, kept);
      },
    },
  });
}

async function give(node: string, field: Field, files: readonly GivenFile[]): Promise<readonly string[]> {
  const isOpen = sameGraph();
  const { kept, left } = await keep(field, files);
  if (!kept || !isOpen()) return [];
  show(node, field, kept);
  return left;
}

async function keep(field: Field, files: readonly GivenFile[]) {
  const { file, left } = await packed(files, field);
  return { kept: file && (await keepFile(file)), left };
}

/** The field of a node that takes these files: MNIST's by their names, others by their extension; the first one where none says so. */
function fieldFor(type: string, files: readonly GivenFile[]): Field | null {
  const contract = catalogue.get(type);
  const [first] = files;
  if (!contract || !first) return null;
  const fields = fieldsOf(contract).filter((field) => field.type === 'file');
  const mnist = /(images|labels)-idx\d-ubyte(\.gz)?$/.exec(first.path);
  const named = mnist && fields.find(({ name }) => name === mnist[1]);
  return (
    named ?? fields.find(({ accept }) => accept?.split(',').includes(extensionOf(first.path))) ?? fileFieldOf(type)
  );
}

function show(node: string, field: Field, kept: FileRef): void {
  // The setting that shows this file at all: “From: File”.
  const shown: JsonObject = field.when ? { [field.when.param]: field.when.is[0] ?? null } : {};
  const { document, edit, select } = useEditor.getState();
  edit(setParamsEdit(document, node, { ...shown, [field.name]: { ...kept } }));
  select([node]);
}
