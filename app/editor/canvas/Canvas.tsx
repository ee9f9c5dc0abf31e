import '@xyflow/react/dist/style.css';
import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  type Connection,
  Controls,
  type Edge,
  type FinalConnectionState,
  type Handle,
  MiniMap,
  type Node,
  type NodeChange,
  ReactFlow,
  useReactFlow,
} from '@xyflow/react';
import { memo, useCallback, useEffect, useRef, useState } from 'react';
import { contractFor } from '@/app/catalogue';
import { useTouch } from '@/app/ui/touch';
import { type Edit, moveEdit, portOf } from '@/graph';
import { connect } from '../commands/building';
import { useEditor } from '../state/editor-store';
import { wouldConnect } from '../state/would-connect';
import { AtPointer } from './AtPointer';
import styles from './Canvas.module.css';
import { type BridgeOffer, type Connecting, useConnecting } from './connecting-store';
import { FarWires } from './FarWires';
import { FIT } from './fit';
import { flowEdges, flowNodes } from './flow-items';
import { GraphNodeCard } from './GraphNodeCard';
import { GroupBox } from './GroupBox';
import { KeepFitted } from './KeepFitted';
import { NoteCard } from './NoteCard';
import { useCanvasGestures } from './useCanvasGestures';
import { useAllInSight, useFar, useMostInSight, useOverview } from './useOverview';
import { WireEdge } from './WireEdge';
import { WireHint } from './WireHint';

const NODE_TYPES = { card: GraphNodeCard, note: NoteCard, 'group-box': GroupBox };
/** Smaller graphs are seen whole; a map would only cover them. */
const MAP_FROM = 16;
/** From so many nodes on, what cannot be seen is not drawn. */
const CROWDED_FROM = 150;
const NO_EDGES: Edge[] = [];
const EDGE_TYPES = { wire: WireEdge };
// React Flow tells its whole store whenever one of these is another object than before: made here, they never are.
const SNAP_GRID: [number, number] = [4, 4];
const MULTI_SELECTION_KEYS = ['Shift', 'Meta', 'Control'];
const MAP_SIZE = { width: 148, height: 104 };
const PRO_OPTIONS = { hideAttribution: true };
const ARIA_LABELS = { 'node.a11yDescription.default': 'Press Enter to select, arrow keys to move, Delete to remove.' };

/** The canvas. It moves nodes by itself while they are dragged, and tells the document when they are let go. */
export const Canvas = memo(function Canvas() {
  const document = useEditor((state) => state.document);
  const selection = useEditor((state) => state.selection);
  const [nodes, setNodes] = useState<Node[]>(() => flowNodes(document, []));
  const [edges, setEdges] = useState<Edge[]>(() => flowEdges(document, []));
  useOverview(document.nodes.length);
  const far = useFar();
  // Fingers zoom by themselves, and a small canvas has no room to lose.
  const touch = useTouch();
  const mostInSight = useMostInSight();
  const allInSight = useAllInSight();

  useEffect(() => {
    setNodes((before) => withSelection(flowNodes(document, before), selection));
    setEdges((before) => withSelection(flowEdges(document, before), selection));
  }, [document, selection]);

  const onNodesChange = useCallback((changes: NodeChange[]) => {
    setNodes((before) =>
      applyNodeChanges(
        changes.filter((change) => change.type !== 'remove' && change.type !== 'select'),
        before,
      ),
    );
    const chosen = changes.filter((change) => change.type === 'select');
    if (chosen.length > 0) selectChanged(chosen);
  }, []);

  const onEdgesChange = useCallback(
    (changes: readonly { readonly type: string; readonly id?: string; readonly selected?: boolean }[]) => {
      const chosen = changes.flatMap((change) =>
        change.type === 'select' && change.id !== undefined
          ? [{ id: change.id, selected: change.selected === true }]
          : [],
      );
      if (chosen.length > 0) selectChanged(chosen);
    },
    [],
  );

  const crowded = document.nodes.length > CROWDED_FROM;
  const drawing = useWireDrawing();

  const gestures = useCanvasGestures();

  return (
    <div className={far ? `${styles.canvas} far` : styles.canvas}>
      <ReactFlow
        nodes={nodes}
        edges={far && crowded ? NO_EDGES : edges}
        nodeTypes={NODE_TYPES}
        edgeTypes={EDGE_TYPES}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onNodeDragStop={moveOne}
        onSelectionDragStop={moveTogether}
        {...drawing}
        {...gestures}
        zoomOnDoubleClick={false}
        deleteKeyCode={null}
        selectionKeyCode="Shift"
        multiSelectionKeyCode={MULTI_SELECTION_KEYS}
        fitView
        fitViewOptions={FIT}
        minZoom={0.05}
        maxZoom={2.5}
        snapToGrid
        snapGrid={SNAP_GRID}
        connectionRadius={26}
        nodeDragThreshold={2}
        onlyRenderVisibleElements={crowded && !mostInSight}
        proOptions={PRO_OPTIONS}
        ariaLabelConfig={ARIA_LABELS}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} color="var(--dot)" />
        <Controls showInteractive={false} showZoom={!touch} className={styles.controls} />
        {document.nodes.length >= MAP_FROM && !allInSight && (
          <MiniMap
            pannable
            zoomable
            className={styles.minimap}
            style={MAP_SIZE}
            nodeColor={minimapColor}
            nodeStrokeWidth={0}
            ariaLabel="Map of the graph"
          />
        )}
        {far && crowded && <FarWires wires={edges} />}
        <KeepFitted />
      </ReactFlow>
      <WireHint />
      <AtPointer />
    </div>
  );
});

/** Drawing wires: ports light up, a wire that does not fit says why, one that ends in the open offers what fits. */
function useWireDrawing() {
  const flow = useReactFlow();
  const refused = useRef<string | null>(null);
  const isValidConnection = useCallback((wire: Connection | Edge) => {
    const { from, to } = endsOf(wire);
    const answer = wouldConnect(useEditor.getState().document, from, to);
    refused.current = answer.fits ? null : answer.why;
    return answer.fits;
  }, []);
  const onConnect = useCallback((wire: Connection) => connect(endsOf(wire)), []);
  const onConnectStart = useCallback(
    (
      _: unknown,
      { nodeId, handleId, handleType }: { nodeId: string | null; handleId: string | null; handleType: string | null },
    ) => {
      refused.current = null;
      const kind = portKind(nodeId, handleId, handleType);
      if (nodeId && handleId && kind)
        useConnecting
          .getState()
          .begin({ node: nodeId, port: handleId, kind, direction: handleType === 'source' ? 'output' : 'input' });
    },
    [],
  );
  const onConnectEnd = useCallback(
    (event: MouseEvent | TouchEvent, state: FinalConnectionState) => {
      const { connecting, end, openQuickAdd } = useConnecting.getState();
      end();
      if (state.isValid) return;
      const point = 'changedTouches' in event ? event.changedTouches[0] : event;
      if (!connecting || !point) return;
      const screen = { x: point.clientX, y: point.clientY };
      if (state.toHandle) {
        if (refused.current) refuse(connecting, state.toHandle, refused.current, screen);
        return;
      }
      openQuickAdd({ from: connecting, screen, position: flow.screenToFlowPosition(screen) });
    },
    [flow],
  );
  return { isValidConnection, onConnect, onConnectStart, onConnectEnd };
}

/** A wire that was let go where it does not fit: what would fit between is offered, or it is said why nothing does. */
function refuse(begun: Connecting, end: Handle, why: string, screen: BridgeOffer['screen']): void {
  const ends = [
    { node: begun.node, port: begun.port },
    { node: end.nodeId, port: end.id ?? '' },
  ] as const;
  const [from, to] = begun.direction === 'output' ? ends : [ends[1], ends[0]];
  void import('./offer-bridge').then(({ offerBridge }) => offerBridge({ from, to }, why, screen));
}

const endsOf = (wire: Connection | Edge) => ({
  from: { node: wire.source, port: wire.sourceHandle ?? '' },
  to: { node: wire.target, port: wire.targetHandle ?? '' },
});

function portKind(nodeId: string | null, port: string | null, handleType: string | null) {
  const node = useEditor.getState().document.nodes.find((one) => one.id === nodeId);
  const contract = contractFor(node);
  const declared = contract?.[handleType === 'source' ? 'outputs' : 'inputs'][port ?? ''];
  return declared ? portOf(declared).kind : null;
}

const moveOne = (_: unknown, __: Node, moved: Node[]) => moveTogether(_, moved);

/** What was dragged has been let go: the document is told where. */
function moveTogether(_: unknown, moved: Node[]): void {
  const { document, edit } = useEditor.getState();
  const edits = [moveEdit(document, new Map(moved.map((node) => [node.id, node.position]))), ...movedNotes(moved)];
  const changed = edits.filter(
    (one) =>
      one.op !== 'move' || one.moves.some((move) => move.before.x !== move.after.x || move.before.y !== move.after.y),
  );
  const [only] = changed;
  if (only) edit(changed.length === 1 ? only : { op: 'batch', edits: changed });
}

function movedNotes(moved: readonly Node[]): readonly Edit[] {
  const { notes } = useEditor.getState().document;
  return notes.flatMap((note): Edit[] => {
    const to = moved.find((node) => node.id === note.id)?.position;
    if (!to || (to.x === note.position.x && to.y === note.position.y)) return [];
    const { text, position, size } = note;
    return [
      {
        op: 'set-note',
        note: note.id,
        before: { text, position, size },
        after: { text, position: { x: Math.round(to.x), y: Math.round(to.y) }, size },
      },
    ];
  });
}

function selectChanged(changes: readonly { readonly id: string; readonly selected: boolean }[]): void {
  const { selection, select } = useEditor.getState();
  const next = new Set(selection);
  for (const { id, selected } of changes) {
    if (selected) next.add(id);
    else next.delete(id);
  }
  select(next);
}

function withSelection<Item extends { readonly id: string; readonly selected?: boolean | undefined }>(
  items: Item[],
  selection: ReadonlySet<string>,
): Item[] {
  return items.map((item) =>
    (item.selected ?? false) === selection.has(item.id) ? item : { ...item, selected: selection.has(item.id) },
  );
}

function minimapColor(node: Node): string {
  if (node.type === 'group-box') return 'transparent';
  return typeof node.data.phase === 'string' ? `var(--${node.data.phase})` : 'var(--line-strong)';
}
