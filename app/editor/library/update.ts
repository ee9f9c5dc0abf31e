import { catalogue } from '@/app/catalogue';
import { tellProblem } from '@/app/ui/tell-problem';
import { toast } from '@/app/ui/toast';
import {
  contractOf,
  fieldsOf,
  type GraphDocument,
  type Instance,
  levelThere,
  portOf,
  titleOf,
  type WireEnd,
} from '@/graph';
import { type KeptVersion, type Lost, updateAllEdit } from '@/graph/library';
import { useEditor } from '../state/editor-store';

/** Brings nodes up to versions of the items that they came from, in one step to undo, and tells what did not outlive it. */
export function update(updates: readonly { readonly instance: Instance; readonly kept: KeptVersion }[]): boolean {
  const { root, editWhole } = useEditor.getState();
  try {
    const { edit, lost } = updateAllEdit(root, updates, catalogue);
    editWhole(edit);
    const losses = updates.flatMap(({ instance }, at) => (lost[at] ? lossesOf(root, instance, lost[at]) : []));
    const [first] = updates;
    const title =
      updates.length === 1 && first
        ? `“${titleOf(first.instance.node, catalogue)}” is version ${first.kept.version} now`
        : `${updates.length} nodes have their newest version now`;
    if (losses.length === 0) void toast.success(title, { description: 'Undo brings back what was there.' });
    else
      void toast.warning(title, {
        description: `${losses.join(' ')} Undo brings everything back.`,
        duration: 20_000,
      });
    return true;
  } catch (error) {
    tellProblem(error);
    return false;
  }
}

/** In sentences, with the titles that ports and settings had. */
function lossesOf(root: GraphDocument, { path, node }: Instance, { wires, settings }: Lost): readonly string[] {
  const level = levelThere(root, path);
  const named = ({ node: id, port }: WireEnd, side: 'inputs' | 'outputs') => {
    const found = level.nodes.find((one) => one.id === id);
    const declared = found && contractOf(found, catalogue)?.[side][port];
    return `“${found ? titleOf(found, catalogue) : id}” (${(declared && portOf(declared).title) ?? port})`;
  };
  const contract = contractOf(node, catalogue);
  const labels = new Map((contract ? fieldsOf(contract) : []).map(({ name, label }) => [name, label]));
  return [
    ...wires.map(
      ({ from, to }) =>
        `The wire from ${named(from, 'outputs')} to ${named(to, 'inputs')} no longer fits and was removed.`,
    ),
    ...settings.map((name) => `“${labels.get(name) ?? name}” is no longer set from outside.`),
  ];
}
