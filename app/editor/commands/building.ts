import type { Node, ReactFlowInstance } from '@xyflow/react';
import { catalogue, loadContracts } from '@/app/catalogue';
import { tellProblem } from '@/app/ui/tell-problem';
import { toast } from '@/app/ui/toast';
import { addNodeEdit, connectEdit, type Field, fieldsOf, GenloomError, type Wire } from '@/graph';
import { useConnecting } from '../canvas/connecting-store';
import { sameGraph, useEditor } from '../state/editor-store';
import { wouldConnect } from '../state/would-connect';

interface Point {
  readonly x: number;
  readonly y: number;
}

/** What a palette entry carries while it is dragged. */
export const DRAGGED_TYPE = 'application/x-genloom-node';
/** The same of an item of the library. */
export const DRAGGED_ITEM = 'application/x-genloom-library-item';

/**
 * Adds a node and selects it, once its contract is there. Null where that cannot be had, or another graph was opened meanwhile.
 * @param place where, or what finds it once the node comes: others may have come before
 */
export async function addNode(type: string, place: Point | (() => Point)): Promise<string | null> {
  const isOpen = sameGraph();
  try {
    await loadContracts([{ type }]);
    if (!isOpen()) return null;
    const { document, edit, select } = useEditor.getState();
    const added = addNodeEdit(document, catalogue, type, typeof place === 'function' ? place() : place);
    edit(added.edit);
    select([added.id]);
    return added.id;
  } catch (error) {
    if (!(error instanceof GenloomError)) throw error;
    tellProblem(error);
    return null;
  }
}

/** Adds a node where there is room: at the right of the selected one, or in the middle of the canvas. */
export async function addNodeInSight(flow: ReactFlowInstance, type: string): Promise<string | null> {
  const added = await addNode(type, () => placeInSight(flow));
  if (added) showNode(flow, added);
  return added;
}

/** Where there is room for a new node: at the right of the selected one, or in the middle of the canvas. */
export function placeInSight(flow: ReactFlowInstance): Point {
  const { document, selection } = useEditor.getState();
  const before = document.nodes.filter((node) => selection.has(node.id)).at(-1);
  const middle = flow.screenToFlowPosition(middleOfCanvas());
  const wanted = before
    ? { x: before.position.x + CELL.width, y: before.position.y }
    : { x: middle.x - CELL.width / 2, y: middle.y - CELL.height / 2 };
  return freePlace(wanted, flow.getNodes());
}

/** Room that a new node takes, and a little around it. */
const CELL = { width: 256, height: 150 } as const;
/** Kept free around what stands there. */
const AROUND = 24;

/** The wanted place, or the first free one below it: cards are as high as what they show, and notes take room too. */
export function freePlace(wanted: Point, items: readonly Pick<Node, 'type' | 'position' | 'measured'>[]): Point {
  const boxes = items.flatMap(({ type, position: { x, y }, measured }) =>
    type === 'group-box'
      ? []
      : [{ x, y, width: measured?.width ?? CELL.width - AROUND, height: measured?.height ?? CELL.height - AROUND }],
  );
  let place = wanted;
  for (let tries = 0; tries <= boxes.length; tries++) {
    const { x, y } = place;
    const taken = boxes.find(
      (box) =>
        x < box.x + box.width + AROUND &&
        box.x < x + CELL.width &&
        y < box.y + box.height + AROUND &&
        box.y < y + CELL.height,
    );
    if (!taken) return place;
    place = { x, y: taken.y + taken.height + AROUND };
  }
  return place;
}

/** Brings a new node into sight where it would lie outside, and gives it the keyboard: as soon as it stands there, which takes a busy page some frames. */
export function showNode(flow: ReactFlowInstance, id: string): void {
  const attempt = (left: number, holder?: Element | null) => {
    // Whoever has gone on to something else meanwhile keeps the keyboard.
    if (holder !== undefined && holder !== document.activeElement) return;
    const element = document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
    element?.focus({ preventScroll: true });
    const { activeElement } = document;
    if (element && activeElement === element) bringIntoSight(flow, id, element);
    else if (left > 0) requestAnimationFrame(() => attempt(left - 1, activeElement));
  };
  requestAnimationFrame(() => requestAnimationFrame(() => attempt(FRAMES)));
}

/** How long a new node is waited for. Its card is hidden, and cannot have the keyboard, until it has been measured. */
const FRAMES = 120;

function bringIntoSight(flow: ReactFlowInstance, id: string, element: HTMLElement): void {
  const canvas = document.querySelector('.react-flow')?.getBoundingClientRect();
  const box = element.getBoundingClientRect();
  if (!canvas) return;
  const inside =
    box.left >= canvas.left && box.right <= canvas.right && box.top >= canvas.top && box.bottom <= canvas.bottom;
  if (!inside) void flow.fitView({ nodes: [{ id }], padding: 0.4, maxZoom: flow.getZoom(), duration: 180 });
}

/** Brings new nodes into sight together, large enough to be read, where any of them lies outside: as soon as they stand there. */
export async function showNodes(flow: ReactFlowInstance, ids: readonly string[]): Promise<void> {
  const measured = () => ids.every((id) => flow.getNode(id)?.measured?.height !== undefined);
  for (let frame = 0; frame < FRAMES && !measured(); frame++)
    await new Promise((resolve) => requestAnimationFrame(resolve));
  const canvas = document.querySelector('.react-flow')?.getBoundingClientRect();
  if (!canvas) return;
  const { x, y, width, height } = flow.getNodesBounds([...ids]);
  const [first, last] = [
    { x, y },
    { x: x + width, y: y + height },
  ].map((point) => flow.flowToScreenPosition(point));
  const inside =
    first &&
    last &&
    first.x >= canvas.left &&
    last.x <= canvas.right &&
    first.y >= canvas.top &&
    last.y <= canvas.bottom;
  if (!inside) void flow.fitView({ nodes: ids.map((id) => ({ id })), padding: 0.15, maxZoom: 1, duration: 180 });
}

/** Draws a wire, or says why not. */
export function connect({ from, to }: Pick<Wire, 'from' | 'to'>): void {
  const { document, edit } = useEditor.getState();
  const answer = wouldConnect(document, from, to);
  if (!answer.fits) {
    toast.error('These two do not fit together', { description: answer.why });
    return;
  }
  const drawn = connectEdit(document, from, to, catalogue);
  if (drawn) edit(drawn);
}

/** A point of the screen in the middle of the canvas, shifted. */
export function middleOfCanvas(x = 0, y = 0): Point {
  const canvas = document.querySelector('.react-flow')?.getBoundingClientRect();
  return canvas
    ? { x: canvas.x + canvas.width / 2 + x, y: canvas.y + canvas.height / 2 + y }
    : { x: window.innerWidth / 2 + x, y: window.innerHeight / 2 + y };
}

/** Offers every node at a point of the screen. */
export function quickAddAt(flow: ReactFlowInstance, screen: Point): void {
  useConnecting.getState().openQuickAdd({ from: null, screen, position: flow.screenToFlowPosition(screen) });
}

/** The parameter of a node that takes a file. */
export function fileFieldOf(type: string): Field | null {
  const contract = catalogue.get(type);
  return (contract && fieldsOf(contract).find((field) => field.type === 'file')) ?? null;
}
