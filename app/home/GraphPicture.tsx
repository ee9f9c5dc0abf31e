import type { Rectangle } from '@/app/client/api';
import styles from './home.module.css';

/** The nodes of a graph as rectangles in the hue of their phase. */
export function GraphPicture({ nodes }: { readonly nodes: readonly Rectangle[] }) {
  if (nodes.length === 0) return <div className={styles.noPicture}>empty</div>;
  const left = Math.min(...nodes.map((node) => node.x));
  const top = Math.min(...nodes.map((node) => node.y));
  const right = Math.max(...nodes.map((node) => node.x + node.width));
  const bottom = Math.max(...nodes.map((node) => node.y + node.height));
  const margin = 0.06 * Math.max(right - left, bottom - top);
  return (
    <svg
      className={styles.picture}
      viewBox={`${left - margin} ${top - margin} ${right - left + 2 * margin} ${bottom - top + 2 * margin}`}
      aria-hidden="true"
    >
      {nodes.map(({ x, y, width, height, phase }) => (
        <rect
          key={`${x} ${y} ${width} ${height}`}
          x={x}
          y={y}
          width={width}
          height={height}
          rx={14}
          fill={phase ? `var(--${phase})` : 'var(--line-strong)'}
          fillOpacity={0.75}
        />
      ))}
    </svg>
  );
}
