import { type Edge, type Node, useReactFlow } from '@xyflow/react';
import { type DragEvent, type MouseEvent, useMemo } from 'react';
import { actionOf } from '../commands/actions';
import { addNode, DRAGGED_ITEM, DRAGGED_TYPE, quickAddAt, showNode } from '../commands/building';
import { droppedFiles } from '../files/given';
import { useEditor } from '../state/editor-store';
import { nodeById } from '../state/node-by-id';
import { type CanvasMenuAt, useConnecting } from './connecting-store';

/** What the mouse does on the canvas beside moving and wiring: menus, double-clicks, and what is dropped. */
export function useCanvasGestures() {
  const flow = useReactFlow();
  return useMemo(() => {
    const openMenu = (event: MouseEvent | globalThis.MouseEvent, about: CanvasMenuAt['about'], id?: string) => {
      event.preventDefault();
      const { selection, select } = useEditor.getState();
      if (id === undefined) {
        if (about === 'canvas') select([]);
      } else if (!selection.has(id)) select([id]);
      useConnecting.getState().openMenu({ about, screen: { x: event.clientX, y: event.clientY } });
    };
    return {
      onPaneContextMenu: (event: MouseEvent | globalThis.MouseEvent) => openMenu(event, 'canvas'),
      onNodeContextMenu: (event: MouseEvent, node: Node) => {
        if (node.type !== 'group-box') openMenu(event, node.type === 'note' ? 'note' : 'node', node.id);
      },
      onSelectionContextMenu: (event: MouseEvent) => openMenu(event, 'node'),
      onEdgeContextMenu: (event: MouseEvent, edge: Edge) => openMenu(event, 'wire', edge.id),
      onNodeDoubleClick: (event: MouseEvent, node: Node) => {
        const { document, path, enter } = useEditor.getState();
        if (nodeById(document.nodes, node.id)?.body) return enter([...path, node.id]);
        // Only the title: what stands in a node may want a double-click of its own.
        if (node.type === 'card' && event.target instanceof Element && event.target.closest('header'))
          void actionOf('rename').run(flow);
      },
      onDoubleClick: (event: MouseEvent) => {
        if (event.target instanceof Element && event.target.classList.contains('react-flow__pane'))
          quickAddAt(flow, { x: event.clientX, y: event.clientY });
      },
      onDragOver: (event: DragEvent) => {
        const { types } = event.dataTransfer;
        if ([DRAGGED_TYPE, DRAGGED_ITEM, 'Files'].some((type) => types.includes(type))) event.preventDefault();
      },
      onDrop: (event: DragEvent) => {
        const { dataTransfer, clientX: x, clientY: y } = event;
        const type = dataTransfer.getData(DRAGGED_TYPE);
        const item = dataTransfer.getData(DRAGGED_ITEM);
        if (!type && !item && dataTransfer.files.length === 0) return;
        event.preventDefault();
        if (item)
          return void import('../library/insert').then(({ dropItem }) =>
            dropItem(flow, item, flow.screenToFlowPosition({ x: x - 100, y: y - 17 })),
          );
        if (!type) {
          // Asked for at once: the browser forgets what was dropped. What becomes of it is loaded with the first drop.
          const given = droppedFiles(dataTransfer);
          const [node, place] = [nodeAt(event.target), flow.screenToFlowPosition({ x, y })];
          return void import('../files/drop-files').then(({ dropFiles }) => dropFiles(given, node, place));
        }
        void addNode(type, flow.screenToFlowPosition({ x: x - 100, y: y - 17 })).then((added) => {
          if (added) showNode(flow, added);
        });
      },
    };
  }, [flow]);
}

/** Id of the node that something was dropped on. */
const nodeAt = (target: EventTarget): string | null =>
  target instanceof Element ? (target.closest<HTMLElement>('.react-flow__node')?.dataset.id ?? null) : null;
