import {
  type Edge,
  type InternalNode,
  type Node,
  type ReactFlowState,
  useStore,
  useStoreApi,
  ViewportPortal,
} from '@xyflow/react';
import { memo, useMemo, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { contractFor } from '@/app/catalogue';
import { useEditor } from '../state/editor-store';
import { nodeById } from '../state/node-by-id';
import styles from './FarWires.module.css';
import { wirePath } from './wire-path';

/**
 * The wires of a large graph that is looked at from afar: a few drawings for each hue instead of an element for each wire. While nodes are dragged only
 * the wires at them are drawn anew.
 */
export const FarWires = memo(function FarWires({ wires }: { readonly wires: readonly Edge[] }) {
  const dragged = useStore(useShallow(draggedIds));
  const [still, moving] = useMemo(() => {
    const ids = new Set(dragged);
    const touches = (wire: Edge) => ids.has(wire.source) || ids.has(wire.target);
    return [wires.filter((wire) => !touches(wire)), wires.filter(touches)];
  }, [wires, dragged]);
  const atRest = useNodesAtRest();
  const moved = useStore(({ nodes }) => (moving.length > 0 ? nodes : null));
  return (
    <ViewportPortal>
      <Wires wires={still} nodes={atRest} />
      <Wires wires={moving} nodes={moved} />
    </ViewportPortal>
  );
});

const draggedIds = ({ nodes }: ReactFlowState): readonly string[] =>
  nodes.flatMap((node) => (node.dragging ? [node.id] : []));

/** The nodes as they last were while none was dragged. */
function useNodesAtRest(): readonly Node[] {
  const last = useRef<readonly Node[]>([]);
  return useStore(({ nodes }) => {
    if (!nodes.some((node) => node.dragging)) last.current = nodes;
    return last.current;
  });
}

interface WiresProps {
  readonly wires: readonly Edge[];
  /** Drawn anew when these are others. */
  readonly nodes: readonly Node[] | null;
}
const Wires = memo(function Wires({ wires }: WiresProps) {
  const store = useStoreApi();
  const documentNodes = useEditor(({ document }) => document.nodes);
  const hues = new Map<string, Drawn[]>();
  const { nodeLookup } = store.getState();
  for (const { id, selected, ...wire } of wires) {
    const path = pathOf(wire, nodeLookup);
    if (!path) continue;
    const phase = contractFor(nodeById(documentNodes, wire.source))?.phase;
    const hue = selected ? 'accent' : (phase ?? 'soft');
    const drawn = hues.get(hue);
    if (drawn) drawn.push({ id, path });
    else hues.set(hue, [{ id, path }]);
  }
  return (
    <svg className={styles.wires} aria-hidden>
      {[...hues].flatMap(([hue, drawn]) =>
        inParts(drawn).map((part) => (
          <path key={part[0]?.id} d={part.map(({ path }) => path).join('')} style={{ stroke: `var(--${hue})` }} />
        )),
      )}
    </svg>
  );
});

interface Drawn {
  readonly id: string;
  readonly path: string;
}

/** So many wires are one drawing: what a dragged node passes over is painted anew, and should not be all of them. */
const PART = 40;
const inParts = (drawn: readonly Drawn[]): readonly (readonly Drawn[])[] =>
  Array.from({ length: Math.ceil(drawn.length / PART) }, (_, part) => drawn.slice(part * PART, (part + 1) * PART));

function pathOf(
  { source, target, sourceHandle, targetHandle }: Omit<Edge, 'id'>,
  nodes: ReadonlyMap<string, InternalNode>,
): string | null {
  const from = endOf(nodes.get(source), 'source', sourceHandle);
  const to = endOf(nodes.get(target), 'target', targetHandle);
  if (!from || !to) return null;
  const [path] = wirePath({
    sourceX: from.x,
    sourceY: from.y,
    sourcePosition: from.position,
    targetX: to.x,
    targetY: to.y,
    targetPosition: to.position,
  });
  return path;
}

function endOf(node: InternalNode | undefined, type: 'source' | 'target', port: string | null | undefined) {
  const handle = node?.internals.handleBounds?.[type]?.find(({ id }) => id === port);
  if (!node || !handle) return null;
  const { x, y } = node.internals.positionAbsolute;
  return { x: x + handle.x + handle.width / 2, y: y + handle.y + handle.height / 2, position: handle.position };
}
