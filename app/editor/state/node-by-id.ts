import type { GraphNode } from '@/graph';

const indexes = new WeakMap<readonly GraphNode[], ReadonlyMap<string, GraphNode>>();

/** Looks a node up by its id; a thousand nodes and their wires ask at once. */
export function nodeById(nodes: readonly GraphNode[], id: string): GraphNode | undefined {
  let index = indexes.get(nodes);
  if (!index) {
    index = new Map(nodes.map((node) => [node.id, node]));
    indexes.set(nodes, index);
  }
  return index.get(id);
}
