import type { ExposedParam, GraphBody, GraphDocument } from '../document';
import { GenloomError } from '../errors';
import { editInside } from '../subgraph';
import { freshId } from './build';
import type { Edit } from './edit';

/** The graph in the subgraph at a path; null where there is none. */
export function bodyAt(document: GraphDocument, path: readonly string[]): GraphBody | null {
  let level: Pick<GraphBody, 'nodes'> = document;
  let body: GraphBody | null = null;
  for (const id of path) {
    body = level.nodes.find((node) => node.id === id)?.body ?? null;
    if (!body) return null;
    level = body;
  }
  return body;
}

/**
 * Lets a setting of a node in the subgraph at a path be set from outside, under a name of its own; where it can be already, it no longer is.
 * @returns an edit of the whole graph
 * @throws GenloomError `subgraph.none` where the path leads to none
 */
export function exposeEdit(
  document: GraphDocument,
  path: readonly string[],
  { node, param, title }: Omit<ExposedParam, 'name'>,
): Edit {
  const { exposed } = opened(document, path);
  const known = exposed.some((one) => one.node === node && one.param === param);
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
  const { exposed } = opened(document, path);
  return exposedEdit(
    path,
    exposed,
    exposed.map((one) => (one.name === name ? { ...one, title } : one)),
  );
}

function opened(document: GraphDocument, path: readonly string[]): GraphBody {
  const body = bodyAt(document, path);
  if (!body) throw new GenloomError({ code: 'subgraph.none', title: 'There is no subgraph here.' });
  return body;
}

/** Changes what is set from outside of the graph at a path. */
export function exposedEdit(
  path: readonly string[],
  before: readonly ExposedParam[],
  after: readonly ExposedParam[],
): Edit {
  return editInside(path.slice(0, -1), { op: 'set-exposed', node: path.at(-1) ?? '', before, after });
}
