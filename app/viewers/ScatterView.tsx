import { useEffect, useRef } from 'react';
import { useTheme } from '@/app/ui/theme';
import type { ViewerProps } from './props';
import { seriesColor } from './series-color';
import styles from './viewers.module.css';

/** Points in a plane: given ones small and pale, made ones over them; classes in colours of their own. */
export function ScatterView({ view, large }: ViewerProps<'scatter'>) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colours are the theme's
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const draw = () => drawPoints(element, view, large ? 2.1 : 1.4);
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    return () => observer.disconnect();
  }, [view, large, theme]);
  return (
    <>
      <canvas ref={canvas} className={styles.scatter} role="img" aria-label={inWords(view)} />
      {(large || view.series.length > 1) && (
        <p className={styles.legend}>
          {view.series.map(({ name, points, role }, index) => (
            <span key={name}>
              <i style={{ background: colorOf(index, role) }} />
              {name} {large && <b>{(points.length / 2).toLocaleString('en')}</b>}
            </span>
          ))}
        </p>
      )}
      {view.caption && <p className={styles.soft}>{view.caption}</p>}
    </>
  );
}

type Scatter = ViewerProps<'scatter'>['view'];
type Series = Scatter['series'];

const colorOf = (index: number, role: Series[number]['role']): string =>
  role === 'given' ? 'var(--faint)' : seriesColor(index);

function drawPoints(canvas: HTMLCanvasElement, { series, within }: Scatter, radius: number): void {
  const { clientWidth: width, clientHeight: height } = canvas;
  const context = canvas.getContext('2d');
  if (!context || width === 0) return;
  const scale = window.devicePixelRatio || 1;
  canvas.width = width * scale;
  canvas.height = height * scale;
  context.scale(scale, scale);
  const place = placing(within ?? reachOf(series), width, height);
  const style = getComputedStyle(canvas);
  const color = (name: string) => style.getPropertyValue(name.replace(/^var\(|\)$/g, ''));
  for (const [index, { points, labels, role }] of series.entries()) {
    context.globalAlpha = role === 'given' ? 0.55 : 0.8;
    for (let point = 0; 2 * point + 1 < points.length; point++) {
      const [x, y] = place(points[2 * point] ?? 0, points[2 * point + 1] ?? 0);
      const label = labels?.[point];
      context.fillStyle = color(label === undefined ? colorOf(index, role) : seriesColor(label));
      context.beginPath();
      context.arc(x, y, radius, 0, 2 * Math.PI);
      context.fill();
    }
  }
}

/** What was given reaches over this, or all where nothing was. */
function reachOf(series: Series): NonNullable<Scatter['within']> {
  const given = series.filter(({ role }) => role === 'given');
  const measured = (given.length > 0 ? given : series).flatMap(({ points }) => points);
  const range = (first: 0 | 1): readonly [number, number] => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let index = first; index < measured.length; index += 2) {
      const value = measured[index] ?? 0;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return low <= high ? [low, high] : [-1, 1];
  };
  const [[left, right], [bottom, top]] = [range(0), range(1)];
  return { left, right, bottom, top };
}

/** From numbers to pixels: both axes of one scale, about the middle of what is to be seen. */
function placing({ left, right, bottom, top }: NonNullable<Scatter['within']>, width: number, height: number) {
  const reach = Math.max((right - left) / width, (top - bottom) / height, 1e-9) * 1.16;
  const [middleX, middleY] = [(left + right) / 2, (bottom + top) / 2];
  return (x: number, y: number) => [width / 2 + (x - middleX) / reach, height / 2 - (y - middleY) / reach] as const;
}

const inWords = ({ series }: Scatter): string =>
  series.map(({ name, points }) => `${name}: ${(points.length / 2).toLocaleString('en')} points`).join('; ');
