import type { Catalogue } from '../catalogue';
import type { ExposedParam, GraphDocument } from '../document';
import { bodyAt, editInside, flatten, INSIDE, levelThere, prefixOf } from '../subgraph';
import { followEdits } from './app';
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
  const prefix = prefixOf(path);
  const inwards = (node: string) => {
    const own = node.startsWith(prefix) ? node.slice(prefix.length) : '';
    return chosen.has(own.split(INSIDE)[0] ?? '') ? prefix + id + INSIDE + own : node;
  };
  const follow = followEdits(root, {
    input: (one) => movedTo(one, inwards(one.node)),
    output: (one) => movedTo(one, inwards(one.node)),
  });
  return { id, edit: batch([together(path, edit, before, led), ...follow]) };
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
  const whole = prefixOf(path) + id;
  const outwards = (node: string) => {
    const [head = '', ...rest] = node.startsWith(whole + INSIDE) ? node.slice(whole.length + 1).split(INSIDE) : [];
    const name = names.get(head);
    return name === undefined ? node : prefixOf(path) + [name, ...rest].join(INSIDE);
  };
  const follow = followEdits(root, {
    input(one) {
      const inner = one.node === whole ? inside.find(({ name }) => name === one.param) : undefined;
      return inner
        ? { ...one, node: outwards(whole + INSIDE + inner.node), param: inner.param }
        : movedTo(one, outwards(one.node));
    },
    output(one) {
      const source = one.node === whole ? flatten(root).sourceOf(one) : null;
      return source ? { ...one, node: outwards(source.node), port: source.port } : movedTo(one, outwards(one.node));
    },
  });
  return { ids, edit: batch([together(path, edit, before, led), ...follow]) };
}

const movedTo = <Entry extends { readonly node: string }>(entry: Entry, node: string): Entry =>
  entry.node === node ? entry : { ...entry, node };

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
