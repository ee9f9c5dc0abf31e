import { useEditor } from '@/app/editor/state/editor-store';
import {
  batch,
  editInside,
  flatten,
  INSIDE,
  type Json,
  levelAt,
  OWN,
  setNodeEdit,
  setParamsInsideEdit,
  setValuesEdit,
} from '@/graph';

/** Sets settings of a node at any level, in this page alone; of one that a variable sets, the variable. */
export function setFor(path: string, values: Readonly<Record<string, Json>>, gesture?: string): void {
  const { root, editWhole } = useEditor.getState();
  const [level, node] = split(path);
  const setBy = flatten(root).nodes.get(path)?.setBy ?? {};
  const variables: Record<string, Json> = {};
  const own: Record<string, Json> = {};
  for (const [param, value] of Object.entries(values)) {
    const variable = path === OWN ? param : setBy[param];
    if (variable === undefined) own[param] = value;
    else variables[variable] = value;
  }
  const edits = [
    ...(Object.keys(variables).length > 0 ? [setValuesEdit(root, variables)] : []),
    ...(Object.keys(own).length > 0 ? [setParamsInsideEdit(root, level, node, own)] : []),
  ];
  editWhole(batch(edits), gesture && `${gesture} ${path}`);
}

/** Gives nodes that draw random numbers others to begin with, so that they make something else. */
export function drawSeeds(paths: readonly string[]): void {
  const { root, editWhole } = useEditor.getState();
  editWhole(
    batch(
      paths.flatMap((path) => {
        const [level, node] = split(path);
        const around = levelAt(root, level);
        if (!around || !flatten(root).nodes.has(path)) return [];
        const seed = crypto.getRandomValues(new Uint16Array(1))[0] ?? 1;
        return [editInside(level, setNodeEdit(around, node, { seed }))];
      }),
    ),
  );
}

function split(path: string): readonly [readonly string[], string] {
  const parts = path.split(INSIDE);
  return [parts.slice(0, -1), parts.at(-1) ?? ''];
}
