import type { Rectangle } from '@/app/client/api';
import styles from './GraphPicture.module.css';

/** With more nodes than that each one is a plain spot: what is finer could not be seen, and costs. */
const DETAILED = 60;

/** A graph seen from far away: nodes in the hue of their phase, and the wires between them. */
export function GraphPicture({ nodes }: { readonly nodes: readonly Rectangle[] }) {
  if (nodes.length === 0) return <div className={styles.noPicture}>An empty canvas</div>;
  const left = Math.min(...nodes.map((node) => node.x));
  const top = Math.min(...nodes.map((node) => node.y));
  const right = Math.max(...nodes.map((node) => node.x + node.width));
  const bottom = Math.max(...nodes.map((node) => node.y + node.height));
  // A graph of one or two nodes is not blown up to the size of the picture.
  const [width, height] = [Math.max(760, right - left), Math.max(360, bottom - top)];
  // The border of the outermost nodes is drawn half outside of them.
  const margin = 0.02 * Math.max(width, height);
  const view = [
    (left + right - width) / 2 - margin,
    (top + bottom - height) / 2 - margin,
    width + 2 * margin,
    height + 2 * margin,
  ];
  const Node = nodes.length > DETAILED ? Spot : Card;
  return (
    <svg className={styles.picture} viewBox={view.join(' ')} aria-hidden="true">
      {nodes.map((from) =>
        from.feeds?.map((place) => {
          const to = nodes[place];
          return to && <path key={place} className={styles.wire} style={{ stroke: hueOf(from) }} d={wire(from, to)} />;
        }),
      )}
      {nodes.map((node, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a picture never changes, and two nodes may stand in one place
        <Node key={place} {...node} />
      ))}
    </svg>
  );
}

function Spot(node: Rectangle) {
  const { x, y, width, height } = node;
  return (
    <rect className={styles.spot} x={x} y={y} width={width} height={height} rx={14} style={{ stroke: hueOf(node) }} />
  );
}

/** A card with its title and, where it has room, its reading. */
function Card(node: Rectangle) {
  const { x, y, width, height } = node;
  const hue = hueOf(node);
  return (
    <>
      <rect className={styles.nodeCard} x={x} y={y} width={width} height={height} rx={20} style={{ stroke: hue }} />
      <rect x={x + 20} y={y + 20} width={26} height={26} rx={7} fill={hue} />
      <rect x={x + 58} y={y + 25} width={width * 0.48} height={16} rx={8} fill="var(--line-strong)" />
      {height > 100 && (
        <rect x={x + 20} y={y + 62} width={width - 40} height={height - 80} rx={9} fill={hue} opacity={0.16} />
      )}
    </>
  );
}

/** From the right of one node to the left of the next; to one that stands below and not further right, from the bottom to its top. */
function wire(from: Rectangle, to: Rectangle): string {
  if (to.y >= from.y + from.height && to.x < from.x + from.width) {
    const [x1, y1, x2, y2] = [from.x + from.width / 2, from.y + from.height, to.x + to.width / 2, to.y];
    return `M${x1} ${y1}C${x1} ${(y1 + y2) / 2} ${x2} ${(y1 + y2) / 2} ${x2} ${y2}`;
  }
  const [x1, y1, x2, y2] = [from.x + from.width, from.y + from.height / 2, to.x, to.y + to.height / 2];
  const bend = Math.max(40, Math.abs(x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
}

const hueOf = ({ phase }: Rectangle): string => (phase ? `var(--${phase})` : 'var(--line-strong)');
