import { graphlib, layout } from '@dagrejs/dagre';
import { catalogue } from '@/app/catalogue';
import type { GraphDocument } from '@/graph';

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Positions for nodes (all, or only some) from the layered layout of dagre: data from left to right. Chains of network blocks are laid out as one column each, from
 * top to bottom, as a paper's figure shows them.
 */
export function layOut(
  document: GraphDocument,
  sizes: ReadonlyMap<string, Size>,
  only: ReadonlySet<string> | null,
): ReadonlyMap<string, { readonly x: number; readonly y: number }> {
  const nodes = document.nodes.filter((node) => !only || only.has(node.id));
  const types = new Map(nodes.map((node) => [node.id, node.type]));
  const sizeOf = (id: string): Size => {
    const { width, height } = sizes.get(id) ?? { width: 208, height: 120 };
    return { width, height: Math.max(height, roomFor(types.get(id) ?? '')) };
  };
  const columns = columnsOf(document, new Set(nodes.map((node) => node.id)));
  const columnOf = new Map(columns.flatMap((column) => column.map((id) => [id, column[0] ?? id] as const)));
  const graph = new graphlib.Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 36, ranksep: 70, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const column of columns) {
    const height = column.reduce((sum, id) => sum + sizeOf(id).height + GAP, -GAP);
    graph.setNode(column[0] ?? '', { width: Math.max(...column.map((id) => sizeOf(id).width)), height });
  }
  for (const { from, to } of document.wires) {
    const [a, b] = [columnOf.get(from.node), columnOf.get(to.node)];
    if (a !== undefined && b !== undefined && a !== b) graph.setEdge(a, b);
  }
  layout(graph);
  const left = Math.min(...nodes.map((node) => node.position.x));
  const top = Math.min(...nodes.map((node) => node.position.y));
  const placed = new Map<string, { x: number; y: number }>();
  for (const column of columns) {
    const { x, y, width, height } = graph.node(column[0] ?? '');
    let down = y - height / 2;
    for (const id of column) {
      placed.set(id, { x: x - width / 2, y: down });
      down += sizeOf(id).height + GAP;
    }
  }
  const corner = [...placed.values()].reduce(
    (least, { x, y }) => ({ x: Math.min(least.x, x), y: Math.min(least.y, y) }),
    { x: 0, y: 0 },
  );
  for (const [id, { x, y }] of placed) placed.set(id, { x: left + x - corner.x, y: top + y - corner.y });
  return placed;
}

const GAP = 28;

/** Nodes grow downwards when they have results: what is below keeps clear of that beforehand. */
function roomFor(type: string): number {
  const contract = catalogue.get(type);
  if (!contract?.run) return 0;
  return contract.phase === 'train' ? 430 : 270;
}

/** Blocks that follow one another through their network ports, in order; every other node is a column of its own. */
function columnsOf(document: GraphDocument, inside: ReadonlySet<string>): readonly (readonly string[])[] {
  const vertical = new Set(
    document.nodes.filter((node) => inside.has(node.id) && catalogue.get(node.type)?.vertical).map((node) => node.id),
  );
  const next = new Map<string, string>();
  const hasBefore = new Set<string>();
  for (const { from, to } of document.wires)
    if (vertical.has(from.node) && vertical.has(to.node) && !next.has(from.node) && !hasBefore.has(to.node)) {
      next.set(from.node, to.node);
      hasBefore.add(to.node);
    }
  const columns: string[][] = [];
  for (const { id } of document.nodes) {
    if (!inside.has(id) || hasBefore.has(id)) continue;
    const column = [id];
    for (let after = next.get(id); after !== undefined; after = next.get(after)) column.push(after);
    columns.push(column);
  }
  return columns;
}
