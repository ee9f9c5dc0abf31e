import {
  type Edge,
  getBezierPath,
  type InternalNode,
  type Node,
  type ReactFlowState,
  useStore,
  useStoreApi,
  ViewportPortal,
} from '@xyflow/react';
import { memo, useMemo, useRef } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { catalogue } from '@/nodes';
import { useEditor } from '../state/editor-store';
import { nodeById } from '../state/node-by-id';
import styles from './FarWires.module.css';

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
  const paths = new Map<string, string[]>();
  const { nodeLookup } = store.getState();
  for (const wire of wires) {
    const path = pathOf(wire, nodeLookup);
    if (!path) continue;
    const phase = catalogue.get(nodeById(documentNodes, wire.source)?.type ?? '')?.phase;
    const hue = wire.selected ? 'accent' : (phase ?? 'soft');
    const many = paths.get(hue);
    if (many) many.push(path);
    else paths.set(hue, [path]);
  }
  return (
    <svg className={styles.wires} aria-hidden>
      {[...paths].flatMap(([hue, many]) =>
        inParts(many).map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a part is nothing but its place
          <path key={`${hue} ${index}`} d={part} style={{ stroke: `var(--${hue})` }} />
        )),
      )}
    </svg>
  );
});

/** So many wires are one drawing: what a dragged node passes over is painted anew, and should not be all of them. */
const PART = 40;
function inParts(paths: readonly string[]): readonly string[] {
  return Array.from({ length: Math.ceil(paths.length / PART) }, (_, index) =>
    paths.slice(index * PART, (index + 1) * PART).join(''),
  );
}

function pathOf(wire: Edge, nodes: ReadonlyMap<string, InternalNode>): string | null {
  const source = endOf(nodes.get(wire.source), 'source', wire.sourceHandle);
  const target = endOf(nodes.get(wire.target), 'target', wire.targetHandle);
  if (!source || !target) return null;
  const [path] = getBezierPath({
    sourceX: source.x,
    sourceY: source.y,
    sourcePosition: source.position,
    targetX: target.x,
    targetY: target.y,
    targetPosition: target.position,
  });
  return path;
}

function endOf(node: InternalNode | undefined, type: 'source' | 'target', port: string | null | undefined) {
  const handle = node?.internals.handleBounds?.[type]?.find(({ id }) => id === port);
  if (!node || !handle) return null;
  const { x, y } = node.internals.positionAbsolute;
  return { x: x + handle.x + handle.width / 2, y: y + handle.y + handle.height / 2, position: handle.position };
}
