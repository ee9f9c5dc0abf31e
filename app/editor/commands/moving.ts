import type { ReactFlowInstance } from '@xyflow/react';
import { toast } from '@/app/ui/toast';
import { useEditor } from '../state/editor-store';
import type { Action } from './action';
import { type Alignment, arranged, boxesOf, moveAll } from './arrange';

const state = () => useEditor.getState();

/** Brings the selected nodes and notes into line, by a key. */
export function aligning(how: Alignment, title: string, key: string): Action {
  return { id: `align-${how}`, title, keys: [key], group: 'Arrange', run: (flow) => align(flow, how) };
}

/** Brings the selected nodes and notes into line. */
function align(flow: ReactFlowInstance, how: Alignment): void {
  const { document: graph, selection, edit } = state();
  const boxes = boxesOf(graph, selection, flow.getNodes());
  if (boxes.length < 2) return void toast.info('Select two or more nodes to align them');
  const moving = moveAll(graph, arranged(boxes, how));
  if (moving) edit(moving);
}

const STEP = 4;

/** Arrow keys move what is selected; with Shift further. Steps in a row undo together. */
export function nudging(name: 'Left' | 'Right' | 'Up' | 'Down', x: number, y: number): Action {
  const move = (steps: number) => {
    const { document: graph, selection, edit } = state();
    const chosen = [...graph.nodes, ...graph.notes].filter((item) => selection.has(item.id));
    const by = steps * STEP;
    const moving = moveAll(
      graph,
      new Map(chosen.map(({ id, position }) => [id, { x: position.x + x * by, y: position.y + y * by }])),
    );
    if (moving) edit(moving, 'nudge');
  };
  return {
    id: `move-${name.toLowerCase()}`,
    title: `Move ${name.toLowerCase()}`,
    keys: [`Arrow${name}`, `Shift+Arrow${name}`],
    group: 'Arrange',
    run: (_, event) => move(event?.shiftKey ? 8 : 1),
  };
}
