import { useReactFlow, useStore } from '@xyflow/react';
import { useEffect } from 'react';
import { useView } from '../commands/view-store';
import { useRun } from '../state/run-store';
import { fitAgain, isFitted } from './fit';

/**
 * As long as nobody has moved the view, or once everything was asked to be shown, the graph stays in sight when the canvas gets another size (the run
 * panel opens, a window is turned), and when a run has made the cards grow.
 */
export function KeepFitted() {
  const flow = useReactFlow();
  const size = useStore(({ width, height }) => (width > 0 ? `${Math.round(width)} ${Math.round(height)}` : null));
  const runs = useRun((state) => state.finishedRuns);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each run the cards have other sizes
  useEffect(() => {
    const [width = 0, height = 0] = size?.split(' ').map(Number) ?? [];
    if (size !== null && isFitted(flow) && flow.getNodes().length > 0) void fitAgain(flow, { width, height });
  }, [size, runs, flow]);
  // The next canvas shows another graph.
  useEffect(() => () => useView.getState().fit(null), []);
  return null;
}
