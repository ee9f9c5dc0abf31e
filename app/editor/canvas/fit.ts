import type { Node, ReactFlowInstance, Viewport } from '@xyflow/react';
import { useView } from '../commands/view-store';

/** How the whole graph is shown. Nodes grow downwards when they show results: below there is more room. */
export const FIT = { padding: { top: '30px', right: '22px', left: '52px', bottom: '56px' }, maxZoom: 1.1 } as const;
/** A canvas that is no wider, in pixels, is that of a telephone. */
const NARROW = 560;
/** A graph of more nodes is looked at as a map first. */
const MANY = 100;
/**
 * Below the zoom `least` the words on a card are too small, in the hand sooner than on a desk: then a graph opens at `zoom` where it begins. The margins keep its first
 * nodes clear of the edge, and of the buttons that stand over a narrow canvas.
 */
const HAND = { least: 0.8, zoom: 0.8, left: 16, top: 64, bottom: 120 } as const;
const DESK = { least: 0.6, zoom: 0.75, left: 52, top: 30, bottom: 56 } as const;
const screenOf = ({ width }: Size) => (width <= NARROW ? HAND : DESK);

/** Shows the whole graph. Until somebody moves the view, it stays in sight: see `KeepFitted`. */
export async function fitWhole(flow: ReactFlowInstance, glide?: { readonly duration: number }): Promise<void> {
  await flow.fitView({ ...FIT, ...glide });
  useView.getState().fit({ view: viewOf(flow), whole: true });
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The view that a graph opens with: the whole of it, or, on a screen too small to read it all at once, where it begins. */
export async function showFirst(flow: ReactFlowInstance, canvas: Size): Promise<void> {
  await flow.fitView(FIT);
  const nodes = flow.getNodes();
  const tooSmall = flow.getZoom() < screenOf(canvas).least && nodes.length <= MANY;
  const beginning = tooSmall ? beginningOf(nodes, canvas) : null;
  if (beginning) await flow.setViewport(beginning);
  useView.getState().fit({ view: viewOf(flow), whole: beginning === null });
}

/** Shows again what the graph was last fitted to: after the canvas or the cards have changed their sizes. */
export async function fitAgain(flow: ReactFlowInstance, canvas: Size): Promise<void> {
  if (useView.getState().fitted?.whole) await fitWhole(flow);
  else await showFirst(flow, canvas);
}

/** Whether the view is still the one that the graph was last fitted into, or none has been yet. */
export function isFitted(flow: ReactFlowInstance): boolean {
  const { fitted } = useView.getState();
  return fitted === null || fitted.view === viewOf(flow);
}

/** The leftmost node and what stands beside it, large enough to be read; null without a node. */
export function beginningOf(items: readonly Pick<Node, 'type' | 'position'>[], canvas: Size): Viewport | null {
  const cards = items.filter(({ type }) => type === 'card').map(({ position }) => position);
  const first = cards.reduce<{ x: number; y: number } | null>(
    (least, at) => (least === null || at.x < least.x || (at.x === least.x && at.y < least.y) ? at : least),
    null,
  );
  if (!first) return null;
  const { zoom, left, top, bottom } = screenOf(canvas);
  const beside = cards.filter(({ x }) => x < first.x + canvas.width / zoom);
  const highest = Math.min(...beside.map(({ y }) => y));
  // What stands higher further right does not push the first node out of sight.
  const reach = Math.max(0, canvas.height - top - bottom) / zoom;
  return { x: left - first.x * zoom, y: top - Math.max(highest, first.y - reach) * zoom, zoom };
}

function viewOf(flow: ReactFlowInstance): string {
  const { x, y, zoom } = flow.getViewport();
  return `${x.toFixed(1)} ${y.toFixed(1)} ${zoom.toFixed(3)}`;
}
