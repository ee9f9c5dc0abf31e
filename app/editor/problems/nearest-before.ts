import type { GraphDocument, GraphNode, WireEnd } from '@/graph';

/** The first node that fits on the way back from an input, wire by wire. */
export function nearestBefore(
  document: GraphDocument,
  input: WireEnd,
  fits: (node: GraphNode) => boolean,
): GraphNode | undefined {
  const seen = new Set<string>();
  let next = document.wires.filter(({ to }) => to.node === input.node && to.port === input.port);
  while (next.length > 0) {
    const ids = new Set(next.map(({ from }) => from.node).filter((id) => !seen.has(id)));
    const found = document.nodes.find((node) => ids.has(node.id) && fits(node));
    if (found) return found;
    for (const id of ids) seen.add(id);
    next = document.wires.filter(({ to }) => ids.has(to.node));
  }
  return undefined;
}
