import type { Node, ReactFlowInstance, Viewport } from '@xyflow/react';
import { useView } from '../commands/view-store';

/** How the whole graph is shown. Nodes grow downwards when they show results: below there is more room. */
export const FIT = { padding: { top: '30px', right: '22px', left: '52px', bottom: '56px' }, maxZoom: 1.1 } as const;
/** A canvas that is no wider, in pixels, is that of a telephone. */
const NARROW = 560;
/** Below this zoom the words on a card are too small for a hand-held screen. */
const READABLE = 0.8;
/** Keeps the first nodes clear of the edge, and of the buttons that stand over a narrow canvas. */
const MARGIN = { left: 16, top: 64, bottom: 120 } as const;

/** Shows the whole graph. Until somebody moves the view, it stays in sight: see `KeepFitted`. */
export async function fitWhole(flow: ReactFlowInstance, glide?: { readonly duration: number }): Promise<void> {
  await flow.fitView({ ...FIT, ...glide });
  useView.getState().fit({ view: viewOf(flow), whole: true });
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The view that a graph opens with: the whole of it, or, on a screen too narrow to read it all at once, where it begins. */
export async function showFirst(flow: ReactFlowInstance, canvas: Size): Promise<void> {
  await flow.fitView(FIT);
  const beginning = flow.getZoom() < READABLE && canvas.width <= NARROW ? beginningOf(flow.getNodes(), canvas) : null;
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
  const beside = cards.filter(({ x }) => x < first.x + canvas.width / READABLE);
  const highest = Math.min(...beside.map(({ y }) => y));
  // What stands higher further right does not push the first node out of sight.
  const reach = Math.max(0, canvas.height - MARGIN.top - MARGIN.bottom) / READABLE;
  const top = Math.max(highest, first.y - reach);
  return { x: MARGIN.left - first.x * READABLE, y: MARGIN.top - top * READABLE, zoom: READABLE };
}

function viewOf(flow: ReactFlowInstance): string {
  const { x, y, zoom } = flow.getViewport();
  return `${x.toFixed(1)} ${y.toFixed(1)} ${zoom.toFixed(3)}`;
}
