import type { GraphDocument, Wire } from '../document';

export interface Order {
  /** Node ids, each after everything that leads into it; nodes on a cycle are missing. Ties keep the document's order. */
  readonly sorted: readonly string[];
  /** Nodes that are part of a cycle. */
  readonly cyclic: ReadonlySet<string>;
  /** Nodes on a cycle or fed by one: none of them can run. */
  readonly unreachable: ReadonlySet<string>;
  readonly incoming: ReadonlyMap<string, readonly Wire[]>;
}

/** Sorts a document's nodes topologically (Kahn 1962) and finds what lies on cycles. Linear in nodes and wires. */
export function orderOf(document: GraphDocument): Order {
  const incoming = new Map<string, Wire[]>(document.nodes.map((node) => [node.id, []]));
  const outgoing = new Map<string, Wire[]>(document.nodes.map((node) => [node.id, []]));
  for (const wire of document.wires) {
    incoming.get(wire.to.node)?.push(wire);
    outgoing.get(wire.from.node)?.push(wire);
  }
  const waiting = new Map([...incoming].map(([id, wires]) => [id, wires.length]));
  const sorted = document.nodes.filter((node) => waiting.get(node.id) === 0).map((node) => node.id);
  for (let next = 0; next < sorted.length; next++)
    for (const wire of outgoing.get(sorted[next] ?? '') ?? []) {
      const left = (waiting.get(wire.to.node) ?? 0) - 1;
      waiting.set(wire.to.node, left);
      if (left === 0) sorted.push(wire.to.node);
    }
  const done = new Set(sorted);
  const unreachable = new Set(document.nodes.map((node) => node.id).filter((id) => !done.has(id)));
  return { sorted, cyclic: onCycle(unreachable, outgoing), unreachable, incoming };
}

/** Peels off, from the other end, what only hangs behind a cycle. */
function onCycle(
  unreachable: ReadonlySet<string>,
  outgoing: ReadonlyMap<string, readonly Wire[]>,
): ReadonlySet<string> {
  const cyclic = new Set(unreachable);
  for (let changed = true; changed; ) {
    changed = false;
    for (const id of cyclic)
      if (!(outgoing.get(id) ?? []).some((wire) => cyclic.has(wire.to.node))) {
        cyclic.delete(id);
        changed = true;
      }
  }
  return cyclic;
}
