import type { GraphDocument, GraphNode } from '../document';
import type { Json } from '../json';

/**
 * Puts the values of a graph's variables where settings are set by them, at every level. This is the one place that does: whatever checks, plans, hashes or runs a
 * graph takes its walls out first, and `flatten` asks here. A variable that is not there leaves the node its own value. What no variable reaches stays the same
 * object, and so does what it reaches while its value is the same, so that a checker that remembers has little to do.
 */
export function withVariables(document: GraphDocument): GraphDocument {
  if (!document.variables || document.variables.length === 0) return document;
  const values = new Map(document.variables.map(({ id, value }) => [id, value]));
  const nodes = document.nodes.map((node) => resolved(node, values));
  return nodes.every((node, index) => node === document.nodes[index]) ? document : { ...document, nodes };
}

/** How many values of the variables it uses a node is remembered with. */
const REMEMBERED = 30;
const known = new WeakMap<GraphNode, Map<string, GraphNode>>();

function resolved(node: GraphNode, values: ReadonlyMap<string, Json>): GraphNode {
  const used = variablesIn(node).filter((id) => values.has(id));
  if (used.length === 0) return node;
  const name = JSON.stringify(used.map((id) => [id, values.get(id)]));
  const before = known.get(node) ?? new Map<string, GraphNode>();
  const found = before.get(name);
  if (found) return found;
  const set = Object.entries(node.setBy ?? {}).flatMap(([param, id]) => {
    const value = values.get(id);
    return value === undefined ? [] : [[param, value] as const];
  });
  const made: GraphNode = {
    ...node,
    params: { ...node.params, ...Object.fromEntries(set) },
    ...(node.body && { body: { ...node.body, nodes: node.body.nodes.map((inner) => resolved(inner, values)) } }),
  };
  if (before.size >= REMEMBERED) before.clear();
  known.set(node, before.set(name, made));
  return made;
}

const uses = new WeakMap<GraphNode, readonly string[]>();

/** The ids of the variables that a node uses, and what lies inside it; each once. */
export function variablesIn(node: GraphNode): readonly string[] {
  if (!node.setBy && !node.body) return NONE;
  const before = uses.get(node);
  if (before) return before;
  const inside = (node.body?.nodes ?? []).flatMap(variablesIn);
  const all = [...new Set([...Object.values(node.setBy ?? {}), ...inside])].sort();
  uses.set(node, all);
  return all;
}
const NONE: readonly string[] = [];
