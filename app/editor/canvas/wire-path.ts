import { type GetBezierPathParams, getBezierPath, getSmoothStepPath, Position } from '@xyflow/react';

/** How a wire runs, as an SVG path, and where its label stands. One that goes back runs around the nodes; a curve would cross them. */
export function wirePath(ends: GetBezierPathParams): readonly [path: string, labelX: number, labelY: number] {
  const back = ends.sourcePosition === Position.Right && ends.targetX < ends.sourceX + 20;
  const [path, labelX, labelY] = back
    ? getSmoothStepPath({ ...ends, borderRadius: 10, offset: 18 })
    : getBezierPath(ends);
  return [path, labelX, labelY];
}
