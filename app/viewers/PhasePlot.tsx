'use client';
import { useState } from 'react';
import styles from './EpisodesView.module.css';
import { readable } from './props';
import { seriesColor } from './series-color';
import drawn from './TrajectoriesView.module.css';
import shared from './viewers.module.css';

interface PhasePlotProps {
  readonly variables: readonly string[];
  readonly runs: readonly { readonly by: string; readonly states: readonly number[] }[];
  /** The moment that is marked. */
  readonly at: number;
}

const [WIDE, HIGH, EDGE] = [320, 220, 10];

/** One variable against another, each run a line: of a system with places and velocities the first place against its velocity, unless others are chosen. */
export function PhasePlot({ variables, runs, at }: PhasePlotProps) {
  const width = variables.length;
  const [x, setX] = useState(0);
  const [y, setY] = useState(width % 2 === 0 ? width / 2 : 1);
  const column = (states: readonly number[], which: number) => states.filter((_, index) => index % width === which);
  const [across, up] = [
    spanOf(runs.flatMap(({ states }) => column(states, x))),
    spanOf(runs.flatMap(({ states }) => column(states, y))),
  ];
  const place = (a: number, b: number): readonly [number, number] => [
    EDGE + ((a - across.low) / (across.high - across.low)) * (WIDE - 2 * EDGE),
    HIGH - EDGE - ((b - up.low) / (up.high - up.low)) * (HIGH - 2 * EDGE),
  ];
  const choices = (label: string, value: number, set: (value: number) => void) => (
    <select
      className={styles.by}
      aria-label={label}
      value={value}
      onChange={(event) => set(Number(event.target.value))}
    >
      {variables.map((name, index) => (
        <option key={name} value={index}>
          {name}
        </option>
      ))}
    </select>
  );
  return (
    <>
      <p className={shared.soft}>Against each other: across, and up</p>
      {choices('Across', x, setX)}
      {choices('Up', y, setY)}
      <svg
        className={drawn.phase}
        viewBox={`0 0 ${WIDE} ${HIGH}`}
        role="img"
        aria-label={`${variables[y]} against ${variables[x]}: from ${readable(up.low)} to ${readable(up.high)}, over ${readable(across.low)} to ${readable(across.high)}`}
      >
        <line className={drawn.axis} x1={0} x2={WIDE} y1={place(0, 0)[1]} y2={place(0, 0)[1]} />
        <line className={drawn.axis} y1={0} y2={HIGH} x1={place(0, 0)[0]} x2={place(0, 0)[0]} />
        {runs.map(({ by, states }, index) => {
          const [xs, ys] = [column(states, x), column(states, y)];
          const [cx, cy] = place(xs[at] ?? 0, ys[at] ?? 0);
          return (
            <g key={by} style={{ color: seriesColor(index) }}>
              <polyline
                className={drawn.way}
                data-over={index > 0 || undefined}
                points={xs
                  .map((value, moment) =>
                    place(value, ys[moment] ?? 0)
                      .map((one) => one.toFixed(1))
                      .join(),
                  )
                  .join(' ')}
              />
              <circle className={drawn.bob} cx={cx} cy={cy} r={4} />
            </g>
          );
        })}
      </svg>
    </>
  );
}

/** What values reach over, with 0 in it, and never nothing. */
function spanOf(values: readonly number[]): { readonly low: number; readonly high: number } {
  const low = values.reduce((least, one) => Math.min(least, one), 0);
  const high = values.reduce((most, one) => Math.max(most, one), 0);
  return high > low ? { low, high } : { low: low - 1, high: high + 1 };
}
