'use client';
import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef, useState } from 'react';
import UPlot from 'uplot';
import { useTheme } from '@/app/ui/theme';
import { readable } from './props';
import { seriesColor } from './series-color';
import styles from './viewers.module.css';

interface PlotProps {
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly { readonly name: string; readonly x: readonly number[]; readonly y: readonly number[] }[];
  /** A place on the way that is marked by a line. */
  readonly mark?: number;
  /** A logarithmic scale makes no sense of it. */
  readonly linear?: boolean;
}

/** Curves with axes, a legend that tells the values under the pointer (the last ones otherwise), and a logarithmic scale on request. */
export default function Plot({ xLabel, yLabel, series, mark, linear = false }: PlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | null>(null);
  const latest = useRef(series);
  latest.current = series;
  const marked = useRef(mark);
  marked.current = mark;
  const theme = useTheme();
  const [logarithmic, setLogarithmic] = useState(false);
  const [under, setUnder] = useState<number | null>(null);
  const names = JSON.stringify(series.map(({ name }) => name));

  // biome-ignore lint/correctness/useExhaustiveDependencies: colours are the theme's, and points come without drawing everything anew
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const color = (name: string) => getComputedStyle(element).getPropertyValue(name.replace(/^var\(|\)$/g, ''));
    const axis = {
      stroke: color('--soft'),
      grid: { stroke: color('--line'), width: 1 },
      ticks: { stroke: color('--line'), width: 1 },
      font: '11.5px Inter Variable, sans-serif',
      labelFont: '11.5px Inter Variable, sans-serif',
    };
    const drawn = new UPlot(
      {
        width: element.clientWidth,
        height: element.clientHeight,
        legend: { show: false },
        scales: { x: { time: false }, y: { distr: logarithmic ? 3 : 1 } },
        axes: [
          { ...axis, label: xLabel, labelSize: 18, size: 30 },
          { ...axis, label: yLabel, labelSize: 18, size: 48 },
        ],
        series: [
          {},
          ...latest.current.map(({ x }, index) => ({
            stroke: color(seriesColor(index)),
            width: 2,
            spanGaps: true,
            // A curve of one point is no line.
            points: { show: x.length === 1 },
          })),
        ],
        hooks: {
          setCursor: [({ cursor }) => setUnder(cursor.idx ?? null)],
          draw: [(drawing) => drawMark(drawing, marked.current, color('--ink'))],
        },
      },
      aligned(latest.current),
      element,
    );
    plot.current = drawn;
    const observer = new ResizeObserver(() =>
      drawn.setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      drawn.destroy();
      plot.current = null;
      setUnder(null);
    };
  }, [names, xLabel, yLabel, logarithmic, theme]);
  useEffect(() => plot.current?.setData(aligned(series)), [series]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mark is read while drawing
  useEffect(() => plot.current?.redraw(false), [mark]);

  const at = under === null ? mark : plot.current?.data[0][under];
  const place = at === undefined ? null : `${xLabel} ${at.toLocaleString('en')}`;
  const told = place === null ? `${yLabel} over ${xLabel}` : mark === undefined ? place : `${yLabel}, ${place}`;
  return (
    <>
      {linear ? (
        <p className={styles.soft}>{told}</p>
      ) : (
        <label className={`${styles.row} ${styles.soft}`}>
          <span>{told}</span>
          <span>
            <input type="checkbox" checked={logarithmic} onChange={(event) => setLogarithmic(event.target.checked)} />{' '}
            logarithmic
          </span>
        </label>
      )}
      <div ref={host} className={styles.plot} role="img" aria-label={inWords({ xLabel, yLabel, series })} />
      <p className={styles.legend}>
        {series.map(({ name, x, y }, index) => (
          <span key={name}>
            <i style={{ background: seriesColor(index) }} />
            {name} <b>{readable(at === undefined ? (y.at(-1) ?? Number.NaN) : valueAt(x, y, at))}</b>
          </span>
        ))}
      </p>
    </>
  );
}

/** A line from top to bottom. */
function drawMark({ ctx, bbox, valToPos }: UPlot, mark: number | undefined, color: string): void {
  if (mark === undefined) return;
  const x = Math.round(valToPos(mark, 'x', true));
  if (x < bbox.left || x > bbox.left + bbox.width) return;
  ctx.save();
  ctx.strokeStyle = color;
  ctx.lineWidth = window.devicePixelRatio || 1;
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}

/** The value of a curve at a step, or at its nearest earlier one. */
function valueAt(x: readonly number[], y: readonly number[], at: number): number {
  const place = x.findLastIndex((step) => step <= at);
  return y[place] ?? Number.NaN;
}

/** What a curve says to those who do not see it: where each begins and ends. */
function inWords({ xLabel, yLabel, series }: Pick<PlotProps, 'xLabel' | 'yLabel' | 'series'>): string {
  const told = series.map(
    ({ name, x, y }) =>
      `${name} from ${readable(y[0] ?? Number.NaN)} to ${readable(y.at(-1) ?? Number.NaN)} at ${xLabel} ${(x.at(-1) ?? 0).toLocaleString('en')}`,
  );
  return `${yLabel} over ${xLabel}: ${told.join('; ')}`;
}

/** Curves with steps of their own on one common axis; where one has no point there is a gap. */
function aligned(series: PlotProps['series']): UPlot.AlignedData {
  const xs = [...new Set(series.flatMap((one) => one.x))].sort((a, b) => a - b);
  const at = new Map(xs.map((x, index) => [x, index]));
  const rows = series.map(({ x, y }) => {
    const row: (number | null)[] = new Array(xs.length).fill(null);
    x.forEach((value, index) => {
      const place = at.get(value);
      const point = y[index];
      if (place !== undefined) row[place] = point !== undefined && Number.isFinite(point) ? point : null;
    });
    return row;
  });
  return [xs, ...rows];
}
