import type { Edge, Node } from '@xyflow/react';
import { catalogue } from '@/app/catalogue';
import type { GraphDocument, GraphNode, Wire } from '@/graph';

/** Id of a wire on the canvas; an input has one wire at most, so its end names it. */
export const wireId = (wire: Wire): string => `${wire.from.node}.${wire.from.port}→${wire.to.node}.${wire.to.port}`;
const NOTHING = Object.freeze({});

/**
 * What React Flow draws, made from the document. Items that did not change keep their identity, so that only what changed is drawn again; values are never in
 * them, only ids.
 */
export function flowNodes(document: GraphDocument, before: readonly Node[]): Node[] {
  const known = new Map(before.map((node) => [node.id, node]));
  const groups = document.groups.flatMap((group): Node[] => {
    const box = boxOf(document, group.nodes, known);
    if (!box) return [];
    const id = groupFlowId(group.id);
    return [
      keep(known.get(id), {
        id,
        type: 'group-box',
        position: { x: box.x, y: box.y },
        width: box.width,
        height: box.height,
        data: NOTHING,
        draggable: false,
        selectable: false,
        focusable: false,
        connectable: false,
        zIndex: -1,
      }),
    ];
  });
  const notes = document.notes.map((note) =>
    keep(known.get(note.id), {
      id: note.id,
      type: 'note',
      position: note.position,
      width: note.size.width,
      height: note.size.height,
      data: NOTHING,
      zIndex: 0,
    }),
  );
  const nodes = document.nodes.map((node) =>
    keep(known.get(node.id), { id: node.id, type: 'card', position: node.position, data: dataOf(node), zIndex: 1 }),
  );
  return [...groups, ...notes, ...nodes];
}

/** Ids of groups live beside those of nodes on the canvas. */
const groupFlowId = (id: string): string => `group:${id}`;

export function flowEdges(document: GraphDocument, before: readonly Edge[]): Edge[] {
  const known = new Map(before.map((edge) => [edge.id, edge]));
  return document.wires.map((wire) => {
    const id = wireId(wire);
    return (
      known.get(id) ?? {
        id,
        type: 'wire',
        source: wire.from.node,
        sourceHandle: wire.from.port,
        target: wire.to.node,
        targetHandle: wire.to.port,
        ariaLabel: `Wire from ${wire.from.node} ${wire.from.port} to ${wire.to.node} ${wire.to.port}`,
      }
    );
  });
}

/** The old item where nothing visible changed; otherwise the new one with what React Flow measured and selected. */
function keep(old: Node | undefined, fresh: Node): Node {
  if (!old) return fresh;
  const same =
    old.position.x === fresh.position.x &&
    old.position.y === fresh.position.y &&
    old.width === fresh.width &&
    old.height === fresh.height;
  return same ? old : { ...old, ...fresh };
}

const NODE_SIZE = { width: 208, height: 120 } as const;
const MARGIN = { side: 22, top: 30, bottom: 22 } as const;

const dataByType = new Map<string, { readonly phase: string | undefined }>();

/** The map of the graph colours a node by its phase. One object for all nodes of a type, so that it never differs. */
function dataOf({ type }: GraphNode) {
  const known = dataByType.get(type) ?? { phase: catalogue.get(type)?.phase };
  dataByType.set(type, known);
  return known;
}

function boxOf(document: GraphDocument, ids: readonly string[], known: ReadonlyMap<string, Node>) {
  const inside = new Set(ids);
  const members = document.nodes.filter((node: GraphNode) => inside.has(node.id));
  if (members.length === 0) return null;
  const corners = members.map((node) => {
    const measured = known.get(node.id)?.measured;
    return {
      left: node.position.x,
      top: node.position.y,
      right: node.position.x + (measured?.width ?? NODE_SIZE.width),
      bottom: node.position.y + (measured?.height ?? NODE_SIZE.height),
    };
  });
  const left = Math.min(...corners.map((corner) => corner.left)) - MARGIN.side;
  const top = Math.min(...corners.map((corner) => corner.top)) - MARGIN.top;
  const right = Math.max(...corners.map((corner) => corner.right)) + MARGIN.side;
  const bottom = Math.max(...corners.map((corner) => corner.bottom)) + MARGIN.bottom;
  return { x: left, y: top, width: right - left, height: bottom - top };
}
