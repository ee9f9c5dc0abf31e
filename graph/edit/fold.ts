import type { Catalogue } from '../catalogue';
import type { ExposedParam, GraphDocument } from '../document';
import { bodyAt, editInside, levelThere } from '../subgraph';
import { batch } from './build';
import type { Edit } from './edit';
import { exposedEdit } from './expose';
import { unwrapEdit, wrapEdit } from './wrap';

/**
 * Folds nodes of the level at a path into one, as `wrapEdit` does. What of them is set from outside that level stays so, through the new wall.
 * @returns an edit of the whole graph, and the id of the subgraph at its level
 * @throws GenloomError as `wrapEdit`, or `subgraph.none` where the path leads to none
 */
export function foldEdit(
  root: GraphDocument,
  path: readonly string[],
  catalogue: Catalogue,
  chosen: ReadonlySet<string>,
): { readonly edit: Edit; readonly id: string } {
  const before = bodyAt(root, path)?.exposed ?? [];
  const { edit, id, exposed } = wrapEdit(levelThere(root, path), catalogue, chosen, before);
  const led = before.map((one) => (exposed.includes(one) ? { ...one, node: id, param: one.name } : one));
  return { id, edit: together(path, edit, before, led) };
}

/**
 * Takes a subgraph of the level at a path apart, as `unwrapEdit` does. What of it is set from outside that level stays so.
 * @returns an edit of the whole graph, and the ids of the nodes at their level
 * @throws GenloomError `subgraph.none`
 */
export function unfoldEdit(
  root: GraphDocument,
  path: readonly string[],
  id: string,
): { readonly edit: Edit; readonly ids: readonly string[] } {
  const before = bodyAt(root, path)?.exposed ?? [];
  const inside = bodyAt(root, [...path, id])?.exposed ?? [];
  const { edit, ids, names } = unwrapEdit(levelThere(root, path), id);
  const led = before.map((one) => {
    const inner = one.node === id ? inside.find(({ name }) => name === one.param) : undefined;
    const node = inner && names.get(inner.node);
    return inner && node !== undefined ? { ...one, node, param: inner.param } : one;
  });
  return { ids, edit: together(path, edit, before, led) };
}

/** An edit of a level, and of what is set from outside it, where that changes. */
function together(
  path: readonly string[],
  edit: Edit,
  before: readonly ExposedParam[],
  after: readonly ExposedParam[],
): Edit {
  const whole = editInside(path, edit);
  return after.every((one, index) => one === before[index]) ? whole : batch([whole, exposedEdit(path, before, after)]);
}
