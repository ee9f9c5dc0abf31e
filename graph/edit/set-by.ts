import type { GraphDocument, GraphNode } from '../document';
import type { Json, JsonObject } from '../json';
import { bodyAt, editInside, levelAt } from '../subgraph';
import { type SetBy, type Variable, variablesIn, variablesSchema } from '../variables';
import type { Edit } from './edit';

/** Gives variables other values, by their ids; a value that a variable cannot have leaves it as it is. */
export function setValuesEdit(document: GraphDocument, values: JsonObject): Edit {
  const { variables = [] } = document;
  const after = variables.map((variable) => {
    if (!Object.hasOwn(values, variable.id)) return variable;
    const read = variablesSchema.safeParse([{ ...variable, value: values[variable.id] }]);
    return (read.success && read.data[0]) || variable;
  });
  return { op: 'set-variables', before: variables, after };
}

/**
 * Lets a setting of a node on the level at a path be set by a variable, or with null by its own value again. One that is set from outside is changed there.
 * @returns an edit of the whole graph
 */
export function setByEdit(
  document: GraphDocument,
  path: readonly string[],
  { node, param }: { readonly node: string; readonly param: string },
  variable: string | null,
): Edit {
  const outside = bodyAt(document, path)?.exposed.find((one) => one.node === node && one.param === param);
  const around = path.at(-1);
  if (outside && around !== undefined)
    return setByEdit(document, path.slice(0, -1), { node: around, param: outside.name }, variable);
  const before = levelAt(document, path)?.nodes.find(({ id }) => id === node)?.setBy ?? {};
  const after = variable === null ? without(before, [param]) : { ...before, [param]: variable };
  return editInside(path, { op: 'set-by', node, before, after });
}

/**
 * What pasted nodes are to use in the graph that they come into: the variable of the same name and kind, if it has one, and else the value that they had.
 * What lies inside them follows.
 */
export function broughtInto(node: GraphNode, from: readonly Variable[], here: readonly Variable[]): GraphNode {
  if (variablesIn(node).length === 0) return node;
  const params: Record<string, Json> = {};
  const setBy: Record<string, string> = {};
  for (const [param, id] of Object.entries(node.setBy ?? {})) {
    const there = from.find((one) => one.id === id);
    const same = here.find((one) => one.kind === there?.kind && one.name.toLowerCase() === there.name.toLowerCase());
    if (same) setBy[param] = same.id;
    else if (there) params[param] = there.value;
  }
  const { setBy: _, ...rest } = node;
  return {
    ...rest,
    params: { ...node.params, ...params },
    ...(Object.keys(setBy).length > 0 && { setBy }),
    ...(node.body && {
      body: { ...node.body, nodes: node.body.nodes.map((inner) => broughtInto(inner, from, here)) },
    }),
  };
}

/** What sets settings, less some of them. */
export const without = (setBy: SetBy, params: readonly string[]): SetBy =>
  Object.fromEntries(Object.entries(setBy).filter(([param]) => !params.includes(param)));
