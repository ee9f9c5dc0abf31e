import { type FitViewOptions, useReactFlow, useStore } from '@xyflow/react';
import { useEffect, useRef } from 'react';

/** As long as nobody has moved the view, the whole graph stays in sight when the canvas gets another size: the run panel opens, a window is turned. */
export function KeepFitted({ options }: { readonly options: FitViewOptions }) {
  const flow = useReactFlow();
  const size = useStore(({ width, height }) => (width > 0 ? `${Math.round(width)} ${Math.round(height)}` : null));
  const fitted = useRef<string | null>(null);
  useEffect(() => {
    if (size === null) return;
    const isUntouched = fitted.current === null || fitted.current === viewOf(flow.getViewport());
    if (!isUntouched || flow.getNodes().length === 0) return;
    void flow.fitView(options).then(() => {
      fitted.current = viewOf(flow.getViewport());
    });
  }, [size, flow, options]);
  return null;
}

const viewOf = ({ x, y, zoom }: { readonly x: number; readonly y: number; readonly zoom: number }) =>
  `${x.toFixed(1)} ${y.toFixed(1)} ${zoom.toFixed(3)}`;
