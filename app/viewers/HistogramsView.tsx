import { percent, type ViewerProps } from './props';
import { seriesColor } from './series-color';
import styles from './viewers.module.css';

type Columns = ViewerProps<'histograms'>['view']['columns'];
type Column = Columns[number];

/** How each column is spread, the sets beside each other bar by bar; inside a node the first few. */
export function HistogramsView({ view, large }: ViewerProps<'histograms'>) {
  const { columns, caption } = view;
  return (
    <>
      <div className={styles.histograms}>
        {(large ? columns : columns.slice(0, 4)).map((column) => (
          <figure key={column.name}>
            <figcaption className={styles.soft}>{column.name}</figcaption>
            <Bars column={column} />
            {large && (
              <p className={`${styles.soft} ${styles.ends}`}>
                <span>{column.bars[0]}</span>
                <span>{column.bars.at(-1)}</span>
              </p>
            )}
          </figure>
        ))}
      </div>
      <p className={styles.legend}>
        {(columns[0]?.series ?? []).map(({ name, role }, index) => (
          <span key={name}>
            <i style={{ background: colorOf(index, role) }} />
            {name}
          </span>
        ))}
      </p>
      {caption && <p className={styles.soft}>{caption}</p>}
    </>
  );
}

const colorOf = (index: number, role: Column['series'][number]['role']): string =>
  role === 'given' ? 'var(--faint)' : seriesColor(index);

/** One unit of the drawing for each bar of each set, and half a one between. */
function Bars({ column: { name, bars, series } }: { readonly column: Column }) {
  const highest = Math.max(1e-9, ...series.flatMap(({ shares }) => shares));
  const group = series.length + 0.5;
  return (
    <svg
      viewBox={`0 0 ${Math.max(1, bars.length) * group} 1`}
      preserveAspectRatio="none"
      role="img"
      aria-label={inWords(name, bars, series)}
    >
      {bars.map((bar, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two bars may be called the same
        <g key={place}>
          <title>{`${bar}: ${series.map((one) => `${one.name} ${percent(one.shares[place] ?? 0)}`).join(', ')}`}</title>
          {series.map((one, index) => {
            const height = (one.shares[place] ?? 0) / highest;
            return (
              <rect
                key={one.name}
                x={place * group + index + 0.25}
                y={1 - height}
                width={1}
                height={height}
                fill={colorOf(index, one.role)}
              />
            );
          })}
        </g>
      ))}
    </svg>
  );
}

/** What the drawing says to those who do not see it: the highest bar of each set. */
function inWords(name: string, bars: Column['bars'], series: Column['series']): string {
  const told = series.map((one) => {
    const place = one.shares.indexOf(Math.max(...one.shares));
    return `${one.name} most often ${bars[place] ?? '–'}, ${percent(one.shares[place] ?? 0)}`;
  });
  return `${name}: ${told.join('; ')}`;
}
