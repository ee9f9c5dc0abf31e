import { type ExposedParam, type GraphDocument, LIMITS } from '../document';
import { GenloomError } from '../errors';
import type { JsonObject } from '../json';
import { bodyAt, bodyThere, editInside, levelAt } from '../subgraph';
import { batch, freshId, setParamsEdit } from './build';
import type { Edit } from './edit';

/**
 * Lets a setting of a node in the subgraph at a path be set from outside, under a name of its own; where it can be already, it no longer is.
 * @returns an edit of the whole graph
 * @throws GenloomError `subgraph.none` where the path leads to none, `subgraph.too-many-settings`
 */
export function exposeEdit(
  document: GraphDocument,
  path: readonly string[],
  { node, param, title }: Omit<ExposedParam, 'name'>,
): Edit {
  const { exposed } = bodyThere(document, path);
  const known = exposed.some((one) => one.node === node && one.param === param);
  if (!known && exposed.length >= LIMITS.exposed)
    throw new GenloomError({
      code: 'subgraph.too-many-settings',
      title: `A subgraph has at most ${LIMITS.exposed} settings that are set from outside.`,
      fix: 'Fold parts of it into subgraphs of their own.',
    });
  const name = freshId(new Set(exposed.map((one) => one.name)), param.replace(/[^\w.-]/g, '-').slice(0, 50));
  return exposedEdit(
    path,
    exposed,
    known
      ? exposed.filter((one) => one.node !== node || one.param !== param)
      : [...exposed, { name, node, param, ...(title !== undefined && { title }) }],
  );
}

/** Gives a setting that is set from outside another title there. @throws GenloomError `subgraph.none` */
export function retitleEdit(document: GraphDocument, path: readonly string[], name: string, title: string): Edit {
  const { exposed } = bodyThere(document, path);
  return exposedEdit(
    path,
    exposed,
    exposed.map((one) => (one.name === name ? { ...one, title } : one)),
  );
}

/**
 * Changes settings of a node on the level at a path. One that is set from outside is changed there, on every level that it goes through, so that it has one
 * value. @returns an edit of the whole graph @throws GenloomError `node.missing`
 */
export function setParamsInsideEdit(
  document: GraphDocument,
  path: readonly string[],
  node: string,
  changed: JsonObject,
): Edit {
  const exposed = bodyAt(document, path)?.exposed ?? [];
  const nameOf = (param: string) => exposed.find((one) => one.node === node && one.param === param)?.name;
  const around = path.at(-1);
  const own = Object.entries(changed).filter(([param]) => nameOf(param) === undefined);
  const outside = Object.entries(changed).flatMap(([param, value]) => {
    const name = nameOf(param);
    return name === undefined ? [] : [[name, value] as const];
  });
  const level = levelAt(document, path);
  return batch([
    ...(own.length > 0 && level ? [editInside(path, setParamsEdit(level, node, Object.fromEntries(own)))] : []),
    ...(outside.length > 0 && around !== undefined
      ? [setParamsInsideEdit(document, path.slice(0, -1), around, Object.fromEntries(outside))]
      : []),
  ]);
}

/** Changes what is set from outside of the graph at a path. */
export function exposedEdit(
  path: readonly string[],
  before: readonly ExposedParam[],
  after: readonly ExposedParam[],
): Edit {
  return editInside(path.slice(0, -1), { op: 'set-exposed', node: path.at(-1) ?? '', before, after });
}
