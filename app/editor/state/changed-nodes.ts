import { flatten, type GraphDocument, type GraphNode, reach } from '@/graph';

/** The nodes of all levels, by their paths, that would no longer compute the same: changed themselves, wired anew, or behind one that is. Where they stand and what they are called does not count. */
export function changedNodes(earlierGraph: GraphDocument, graph: GraphDocument): ReadonlySet<string> {
  const [before, after] = [flatten(earlierGraph).document, flatten(graph).document];
  if (before === after) return new Set();
  const earlier = new Map(before.nodes.map((node) => [node.id, node]));
  const [wiredBefore, wiredNow] = [wiring(before), wiring(after)];
  const changed = after.nodes
    .filter((node) => isOther(earlier.get(node.id), node) || wiredBefore.get(node.id) !== wiredNow.get(node.id))
    .map(({ id }) => id);
  return new Set([...changed, ...reach(after.wires, changed, 'forwards')]);
}

const isOther = (before: GraphNode | undefined, { params, seed, muted, body }: GraphNode): boolean =>
  before?.params !== params || before.seed !== seed || before.muted !== muted || before.body !== body;

/** What leads into each node, as text. */
function wiring({ wires }: GraphDocument): ReadonlyMap<string, string> {
  const into = new Map<string, string[]>();
  for (const { from, to } of wires)
    into.set(to.node, [...(into.get(to.node) ?? []), `${from.node}.${from.port} ${to.port}`]);
  return new Map([...into].map(([id, lines]) => [id, lines.sort().join('\n')]));
}
