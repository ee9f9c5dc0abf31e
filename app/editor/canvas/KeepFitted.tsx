import { type FitViewOptions, useReactFlow, useStore } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { useRun } from '../state/run-store';

/**
 * As long as nobody has moved the view, the whole graph stays in sight when the canvas gets another size (the run panel opens, a window is turned), and when
 * a run has made the cards grow.
 */
export function KeepFitted({ options }: { readonly options: FitViewOptions }) {
  const flow = useReactFlow();
  const size = useStore(({ width, height }) => (width > 0 ? `${Math.round(width)} ${Math.round(height)}` : null));
  const runs = useRun((state) => state.finishedRuns);
  const fitted = useRef<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each run the cards have other sizes
  useEffect(() => {
    if (size === null) return;
    const isUntouched = fitted.current === null || fitted.current === viewOf(flow.getViewport());
    if (!isUntouched || flow.getNodes().length === 0) return;
    void flow.fitView(options).then(() => {
      fitted.current = viewOf(flow.getViewport());
    });
  }, [size, runs, flow, options]);
  return null;
}

const viewOf = ({ x, y, zoom }: { readonly x: number; readonly y: number; readonly zoom: number }) =>
  `${x.toFixed(1)} ${y.toFixed(1)} ${zoom.toFixed(3)}`;
