import type { ReactFlowInstance } from '@xyflow/react';
import { useView } from '../commands/view-store';

/** How the whole graph is shown. Nodes grow downwards when they show results: below there is more room. */
export const FIT = { padding: { top: '30px', x: '22px', bottom: '56px' }, maxZoom: 1.1 } as const;

/** Shows the whole graph. Until somebody moves the view, it stays in sight: see `KeepFitted`. */
export async function fitWhole(flow: ReactFlowInstance, glide?: { readonly duration: number }): Promise<void> {
  await flow.fitView({ ...FIT, ...glide });
  useView.getState().fit(viewOf(flow));
}

/** Whether the view is still the one that the whole graph was last fitted into, or none has been yet. */
export function isFitted(flow: ReactFlowInstance): boolean {
  const { fitted } = useView.getState();
  return fitted === null || fitted === viewOf(flow);
}

function viewOf(flow: ReactFlowInstance): string {
  const { x, y, zoom } = flow.getViewport();
  return `${x.toFixed(1)} ${y.toFixed(1)} ${zoom.toFixed(3)}`;
}
