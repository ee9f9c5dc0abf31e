'use client';
import 'uplot/dist/uPlot.min.css';
import { useEffect, useRef, useState } from 'react';
import UPlot from 'uplot';
import { seriesColor } from './series-color';
import styles from './viewers.module.css';

interface PlotProps {
  readonly xLabel: string;
  readonly yLabel: string;
  readonly series: readonly { readonly name: string; readonly x: readonly number[]; readonly y: readonly number[] }[];
}

/** Curves with axes, a legend that follows the pointer, and a logarithmic scale on request. */
export default function Plot({ xLabel, yLabel, series }: PlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const [logarithmic, setLogarithmic] = useState(false);
  useEffect(() => {
    const element = host.current;
    if (!element) return;
    const color = (name: string) => getComputedStyle(element).getPropertyValue(name.replace(/^var\(|\)$/g, ''));
    const axis = {
      stroke: color('--soft'),
      grid: { stroke: color('--line'), width: 1 },
      ticks: { stroke: color('--line'), width: 1 },
      font: '11.5px Inter Variable, sans-serif',
    };
    const plot = new UPlot(
      {
        width: element.clientWidth,
        height: 260,
        scales: { x: { time: false }, y: { distr: logarithmic ? 3 : 1 } },
        axes: [
          { ...axis, label: xLabel, labelSize: 20, size: 34 },
          { ...axis, label: yLabel, labelSize: 20, size: 52 },
        ],
        series: [
          { label: xLabel },
          ...series.map(({ name }, index) => ({
            label: name,
            stroke: color(seriesColor(index)),
            width: 2,
            spanGaps: true,
            points: { show: false },
          })),
        ],
      },
      aligned(series),
      element,
    );
    const observer = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height: 260 }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [series, xLabel, yLabel, logarithmic]);
  return (
    <>
      <label className={`${styles.row} ${styles.soft}`}>
        <span>
          {yLabel} over {xLabel}
        </span>
        <span>
          <input type="checkbox" checked={logarithmic} onChange={(event) => setLogarithmic(event.target.checked)} />{' '}
          logarithmic
        </span>
      </label>
      <div ref={host} />
    </>
  );
}

/** Curves with steps of their own on one common axis; where one has no point there is a gap. */
function aligned(series: PlotProps['series']): UPlot.AlignedData {
  const xs = [...new Set(series.flatMap((one) => one.x))].sort((a, b) => a - b);
  const at = new Map(xs.map((x, index) => [x, index]));
  const rows = series.map(({ x, y }) => {
    const row: (number | null)[] = new Array(xs.length).fill(null);
    x.forEach((value, index) => {
      const place = at.get(value);
      if (place !== undefined) row[place] = y[index] ?? null;
    });
    return row;
  });
  return [xs, ...rows];
}
