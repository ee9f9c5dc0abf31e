import { seriesColor } from './series-color';
import styles from './viewers.module.css';

interface Series {
  readonly name: string;
  readonly x: readonly number[];
  readonly y: readonly number[];
}
const WIDTH = 186;
const HEIGHT = 78;

/** Curves without axes, for the inside of a node. */
export function Sparkline({ series }: { readonly series: readonly Series[] }) {
  const xs = series.flatMap((one) => one.x).filter(Number.isFinite);
  const ys = series.flatMap((one) => one.y).filter(Number.isFinite);
  if (xs.length < 2) return <p className={styles.soft}>The first points come in a moment.</p>;
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [low, high] = [Math.min(...ys), Math.max(...ys)];
  const place = (x: number, y: number) => {
    const across = ((x - left) / Math.max(1e-9, right - left)) * (WIDTH - 4) + 2;
    const down = HEIGHT - 4 - ((y - low) / Math.max(1e-9, high - low)) * (HEIGHT - 8);
    return `${across.toFixed(1)},${down.toFixed(1)}`;
  };
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width="100%"
      role="img"
      aria-label={`Curves: ${series.map((one) => one.name).join(', ')}`}
    >
      {[0.2, 0.5, 0.8].map((share) => (
        <path key={share} d={`M0 ${HEIGHT * share}H${WIDTH}`} stroke="var(--line)" strokeWidth={1} />
      ))}
      {series.map(({ name, x, y }, index) => (
        <polyline
          key={name}
          points={x.flatMap((at, point) => (Number.isFinite(y[point]) ? [place(at, y[point] ?? 0)] : [])).join(' ')}
          fill="none"
          stroke={seriesColor(index)}
          strokeWidth={1.8}
          strokeLinejoin="round"
        />
      ))}
    </svg>
  );
}
