import type { ScatterView } from '@/graph';
import { boundsOf, type Place, planeOf } from './plane';
import { isRing, seriesColor } from './series-color';

type Series = ScatterView['series'][number];

export const colorOf = (index: number, role: Series['role']): string =>
  role === 'given' ? 'var(--faint)' : seriesColor(index);

/** The hue of a surface; the higher it lies, the stronger. */
export const SURFACE_COLOR = 'var(--evaluate)';

/** Draws a surface, the points over it, and a cross where a place is marked. Gives the places of pixels, or null where there is no room. */
export function drawPoints(canvas: HTMLCanvasElement, view: ScatterView, radius: number, mark: Place | null) {
  const { clientWidth: width, clientHeight: height } = canvas;
  const context = canvas.getContext('2d');
  if (!context || width === 0) return null;
  const scale = window.devicePixelRatio || 1;
  canvas.width = width * scale;
  canvas.height = height * scale;
  context.scale(scale, scale);
  const plane = planeOf(boundsOf(view), width, height);
  const style = getComputedStyle(canvas);
  const color = (name: string) => style.getPropertyValue(name.replace(/^var\(|\)$/g, ''));
  if (view.surface) {
    const { left, right, bottom, top } = boundsOf(view);
    const [[x, y], [toX, toY]] = [plane.toPixel([left, top]), plane.toPixel([right, bottom])];
    context.drawImage(surfaceOf(view.surface, color(SURFACE_COLOR)), x, y, toX - x, toY - y);
  }
  for (const [index, { points, labels, role }] of view.series.entries()) {
    context.globalAlpha = role === 'given' && !view.surface ? 0.55 : 0.8;
    for (let point = 0; 2 * point + 1 < points.length; point++) {
      const [x, y] = plane.toPixel([points[2 * point] ?? 0, points[2 * point + 1] ?? 0]);
      const label = labels?.[point];
      const own = color(label === undefined ? colorOf(index, role) : seriesColor(label));
      context.fillStyle = own;
      context.strokeStyle = own;
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      if (label !== undefined && isRing(label)) context.stroke();
      else context.fill();
    }
  }
  if (mark) {
    const [x, y] = plane.toPixel(mark);
    context.globalAlpha = 1;
    context.strokeStyle = color('--ink');
    context.lineWidth = 1.5;
    context.beginPath();
    for (const [dx, dy] of [
      [7, 0],
      [0, 7],
    ] as const) {
      context.moveTo(x - dx, y - dy);
      context.lineTo(x + dx, y + dy);
    }
    context.stroke();
  }
  return plane;
}

/** A small image of a surface, its first row at the bottom; it is smoothed when it is drawn larger. */
function surfaceOf({ columns, rows, values }: NonNullable<ScatterView['surface']>, color: string): HTMLCanvasElement {
  const small = document.createElement('canvas');
  small.width = columns;
  small.height = rows;
  const context = small.getContext('2d');
  if (!context) return small;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  context.fillStyle = color;
  for (const [index, value] of values.entries()) {
    context.globalAlpha = high > low ? (0.7 * (value - low)) / (high - low) : 0;
    context.fillRect(index % columns, rows - 1 - Math.floor(index / columns), 1, 1);
  }
  return small;
}
