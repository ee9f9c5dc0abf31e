import { type NodeProps, useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, memo, type PointerEvent, useRef, useState } from 'react';
import { contractFor } from '@/app/catalogue';
import { type GraphNode, moveEdit } from '@/graph';
import { useEditor } from '../state/editor-store';
import { nodeById } from '../state/node-by-id';
import styles from './GroupBox.module.css';
import { networkTotal } from './network-line';

/** The frame around a group of nodes; dragging its title moves them all, a double-click renames it. */
export const GroupBox = memo(function GroupBox({ id }: NodeProps) {
  const group = useEditor(({ document }) => document.groups.find((one) => `group:${one.id}` === id));
  const total = useEditor(({ document, checked }) => {
    const last = group?.nodes.find((node) => typeOf(document.nodes, node)?.vertical === 'last');
    return last ? networkTotal(checked.facts.get(last)?.network) : null;
  });
  const edit = useEditor((state) => state.edit);
  const select = useEditor((state) => state.select);
  const [naming, setNaming] = useState(false);
  const drag = useGroupDrag(id, group?.nodes ?? []);
  if (!group) return null;
  const { title, nodes } = group;
  const rename = (text: string) => {
    setNaming(false);
    const renamed = text.trim().slice(0, 200);
    if (renamed !== title)
      edit({ op: 'set-group', group: group.id, before: { title, nodes }, after: { title: renamed, nodes } });
  };
  return (
    <section className={styles.group} aria-label={`Group ${title}`}>
      {naming ? (
        <input
          className={`${styles.title} nodrag nopan`}
          defaultValue={title}
          aria-label="Name of the group"
          size={Math.max(8, title.length)}
          // biome-ignore lint/a11y/noAutofocus: the user has just asked to rename it
          autoFocus
          onFocus={(event) => event.currentTarget.select()}
          onBlur={(event) => rename(event.currentTarget.value)}
          onKeyDown={(event) => finishNaming(event, title)}
        />
      ) : (
        <button
          type="button"
          className={`${styles.title} nodrag nopan`}
          title="Drag to move the group; double-click to rename it"
          aria-label={`Group ${title || 'without a name'}: select its nodes`}
          onClick={() => select(nodes)}
          onDoubleClick={() => setNaming(true)}
          onKeyDown={(event) => {
            if (event.key !== 'F2') return;
            event.stopPropagation();
            setNaming(true);
          }}
          {...drag}
        >
          {title || 'Group'}
        </button>
      )}
      {total && <span className={styles.total}>{total}</span>}
    </section>
  );
});

function finishNaming(event: KeyboardEvent<HTMLInputElement>, title: string): void {
  event.stopPropagation();
  if (event.key === 'Escape') event.currentTarget.value = title;
  if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Moves the frame and all that is in it with the pointer; the document is told once, when it is let go. */
function useGroupDrag(box: string, members: readonly string[]) {
  const flow = useReactFlow();
  const start = useRef<{ readonly pointer: Point; readonly places: ReadonlyMap<string, Point> } | null>(null);
  const moved = (event: PointerEvent, { pointer, places }: NonNullable<typeof start.current>) => {
    const zoom = flow.getZoom();
    const by = { x: (event.clientX - pointer.x) / zoom, y: (event.clientY - pointer.y) / zoom };
    return new Map([...places].map(([id, { x, y }]) => [id, { x: Math.round(x + by.x), y: Math.round(y + by.y) }]));
  };
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      const places = new Map(
        [box, ...members].flatMap((id) => {
          const node = flow.getNode(id);
          return node ? [[id, node.position] as const] : [];
        }),
      );
      start.current = { pointer: { x: event.clientX, y: event.clientY }, places };
    },
    onPointerMove(event: PointerEvent) {
      if (!start.current) return;
      const to = moved(event, start.current);
      flow.setNodes((nodes) =>
        nodes.map((node) => {
          const position = to.get(node.id);
          return position ? { ...node, position } : node;
        }),
      );
    },
    onPointerUp(event: PointerEvent) {
      if (!start.current) return;
      const to = moved(event, start.current);
      start.current = null;
      to.delete(box);
      const { document, edit } = useEditor.getState();
      const moving = moveEdit(document, to);
      if (
        moving.op === 'move' &&
        moving.moves.some(({ before, after }) => before.x !== after.x || before.y !== after.y)
      )
        edit(moving);
    },
  };
}

const typeOf = (nodes: readonly GraphNode[], id: string) => contractFor(nodeById(nodes, id));
