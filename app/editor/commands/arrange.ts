import type { Node } from '@xyflow/react';
import { batch, type Edit, type GraphDocument, moveEdit } from '@/graph';

interface Point {
  readonly x: number;
  readonly y: number;
}
interface Box extends Point {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}
export type Alignment = 'left' | 'centre' | 'right' | 'top' | 'middle' | 'bottom' | 'columns' | 'rows';

/** New places for nodes and notes, from their places and sizes: one edge or middle in common, or equal gaps between them. */
export function arranged(boxes: readonly Box[], how: Alignment): ReadonlyMap<string, Point> {
  const least = (of: (box: Box) => number) => Math.min(...boxes.map(of));
  const most = (of: (box: Box) => number) => Math.max(...boxes.map(of));
  const left = least(({ x }) => x);
  const top = least(({ y }) => y);
  const right = most(({ x, width }) => x + width);
  const bottom = most(({ y, height }) => y + height);
  switch (how) {
    case 'left':
      return places(boxes, ({ y }) => ({ x: left, y }));
    case 'right':
      return places(boxes, ({ y, width }) => ({ x: right - width, y }));
    case 'centre':
      return places(boxes, ({ y, width }) => ({ x: (left + right - width) / 2, y }));
    case 'top':
      return places(boxes, ({ x }) => ({ x, y: top }));
    case 'bottom':
      return places(boxes, ({ x, height }) => ({ x, y: bottom - height }));
    case 'middle':
      return places(boxes, ({ x, height }) => ({ x, y: (top + bottom - height) / 2 }));
    case 'columns':
      return spread(boxes, 'x', 'width', left, right);
    case 'rows':
      return spread(boxes, 'y', 'height', top, bottom);
  }
}

/** Moves nodes and notes in one edit; null where nothing would move. */
export function moveAll(document: GraphDocument, to: ReadonlyMap<string, Point>): Edit | null {
  const edits: Edit[] = [];
  const moving = moveEdit(document, to);
  const moves = moving.op === 'move' ? moving.moves.filter(({ before, after }) => !same(before, after)) : [];
  if (moves.length > 0) edits.push({ op: 'move', moves });
  for (const { id, text, position, size } of document.notes) {
    const place = to.get(id);
    const after = place && { x: Math.round(place.x), y: Math.round(place.y) };
    if (!after || same(position, after)) continue;
    edits.push({
      op: 'set-note',
      note: id,
      before: { text, position, size },
      after: { text, position: after, size },
    });
  }
  return edits.length === 0 ? null : batch(edits);
}

/** The selected items as they stand on the canvas. */
export function boxesOf(document: GraphDocument, ids: ReadonlySet<string>, drawn: readonly Node[]): readonly Box[] {
  const measured = new Map(drawn.map((node) => [node.id, node.measured]));
  return [...document.nodes, ...document.notes].flatMap(({ id, position }) =>
    ids.has(id)
      ? [{ id, ...position, width: measured.get(id)?.width ?? 224, height: measured.get(id)?.height ?? 120 }]
      : [],
  );
}

function spread(
  boxes: readonly Box[],
  axis: 'x' | 'y',
  size: 'width' | 'height',
  from: number,
  to: number,
): ReadonlyMap<string, Point> {
  const inOrder = [...boxes].sort((a, b) => a[axis] - b[axis]);
  const filled = boxes.reduce((sum, box) => sum + box[size], 0);
  const gap = (to - from - filled) / Math.max(1, boxes.length - 1);
  let next = from;
  return new Map(
    inOrder.map((box) => {
      const place = next;
      next += box[size] + gap;
      return [box.id, { x: box.x, y: box.y, [axis]: place }];
    }),
  );
}

const places = (boxes: readonly Box[], place: (box: Box) => Point): ReadonlyMap<string, Point> =>
  new Map(boxes.map((box) => [box.id, place(box)]));

const same = (a: Point, b: Point) => a.x === b.x && a.y === b.y;
