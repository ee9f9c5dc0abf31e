import { useState } from 'react';
import { readable, type ViewerProps } from './props';
import styles from './viewers.module.css';

type Axis = ViewerProps<'parallel'>['view']['axes'][number];

const HEIGHT = { small: 110, large: 240 } as const;
const WIDTH = { small: 200, large: 560 } as const;

/** A line for each try, across an axis for each setting and measure; the best stands out, and in the large the one under the pointer is told. */
export function ParallelView({ view, large }: ViewerProps<'parallel'>) {
  const [under, setUnder] = useState<number | null>(null);
  const { axes, lines, best, caption } = view;
  const size = large ? 'large' : 'small';
  const [width, height] = [WIDTH[size], HEIGHT[size]];
  const edge = large ? 44 : 12;
  const [top, bottom] = large ? [30, height - 14] : [8, height - 8];
  const across = (index: number) => edge + (axes.length < 2 ? 0.5 : index / (axes.length - 1)) * (width - 2 * edge);
  const ranges = axes.map((axis, index) =>
    rangeOf(
      axis,
      lines.map((line) => line[index] ?? null),
    ),
  );
  const down = (index: number, value: number) => bottom - shareOf(ranges[index], value) * (bottom - top);
  const pathOf = (line: readonly (number | null)[]) =>
    line
      .flatMap((value, index) =>
        value === null ? [] : [`${across(index).toFixed(1)},${down(index, value).toFixed(1)}`],
      )
      .join(' ');
  const told = under ?? best;
  const marked = told === null ? undefined : lines[told];
  return (
    <>
      <svg
        className={styles.parallel}
        viewBox={`0 0 ${width} ${height}`}
        width="100%"
        role="img"
        aria-label={inWords(axes, lines, best)}
        onPointerLeave={() => setUnder(null)}
      >
        {lines.map((line, index) => (
          <polyline
            // biome-ignore lint/suspicious/noArrayIndexKey: a try is its place
            key={index}
            points={pathOf(line)}
            fill="none"
            stroke="var(--act)"
            strokeOpacity={told === null ? 0.6 : 0.25}
            strokeWidth={1.2}
          />
        ))}
        {marked && (
          <polyline points={pathOf(marked)} fill="none" stroke="var(--evaluate)" strokeWidth={large ? 2.4 : 2} />
        )}
        {axes.map((axis, index) => (
          <g key={axis.name} className={styles.axis}>
            <line x1={across(index)} x2={across(index)} y1={top} y2={bottom} stroke="var(--line-strong, var(--line))" />
            {large && (
              <>
                <text x={across(index)} y={12} textAnchor={anchorOf(index, axes.length)} className={styles.axisName}>
                  {shortened(axis.name)}
                </text>
                {endsOf(axis, ranges[index]).map(({ at, words }) => (
                  <text
                    key={at}
                    x={across(index)}
                    y={down(index, at) + (at === ranges[index]?.low ? 12 : -4)}
                    textAnchor={anchorOf(index, axes.length)}
                  >
                    {words}
                  </text>
                ))}
              </>
            )}
          </g>
        ))}
        {large &&
          lines.map((line, index) => (
            <polyline
              // biome-ignore lint/suspicious/noArrayIndexKey: a try is its place
              key={index}
              points={pathOf(line)}
              fill="none"
              stroke="transparent"
              strokeWidth={9}
              onPointerEnter={() => setUnder(index)}
            />
          ))}
      </svg>
      <p className={styles.soft}>
        {marked && large
          ? `${under === null ? 'Best' : `Try ${under + 1}`}: ${axes.map((axis, index) => `${axis.name} ${wordsOf(axis, marked[index] ?? null)}`).join(' · ')}`
          : caption}
      </p>
    </>
  );
}

interface Range {
  readonly low: number;
  readonly high: number;
  readonly log: boolean;
}

function rangeOf({ words, log = false }: Axis, values: readonly (number | null)[]): Range {
  if (words) return { low: 0, high: Math.max(1, words.length - 1), log: false };
  const numbers = values.filter((value) => value !== null);
  return { low: Math.min(...numbers), high: Math.max(...numbers), log };
}

/** How far up an axis a value stands, 0 … 1; in the middle where all are the same. */
function shareOf(range: Range | undefined, value: number): number {
  if (!range || range.high === range.low) return 0.5;
  const at = range.log ? Math.log : (x: number) => x;
  return (at(value) - at(range.low)) / (at(range.high) - at(range.low));
}

function endsOf(axis: Axis, range: Range | undefined) {
  if (!range || !Number.isFinite(range.low)) return [];
  const ends = range.low === range.high ? [range.low] : [range.low, range.high];
  return ends.map((at) => ({ at, words: wordsOf(axis, at) }));
}

const wordsOf = ({ words }: Axis, value: number | null): string =>
  value === null ? '–' : (words?.[value] ?? readable(value));

const shortened = (name: string): string => (name.length > 18 ? `${name.slice(0, 17)}…` : name);

const anchorOf = (index: number, count: number) =>
  count < 2 ? 'middle' : index === 0 ? 'start' : index === count - 1 ? 'end' : 'middle';

function inWords(axes: readonly Axis[], lines: readonly (readonly (number | null)[])[], best: number | null): string {
  const line = best === null ? undefined : lines[best];
  const told = line && axes.map((axis, index) => `${axis.name} ${wordsOf(axis, line[index] ?? null)}`).join(', ');
  return `${lines.length} tries across ${axes.map(({ name }) => name).join(', ')}${told ? `; the best: ${told}` : ''}`;
}
