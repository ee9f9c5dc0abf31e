import styles from '../MoleculesView.module.css';
import type { AtomLabel, Drawing } from './draw';

/** A bond is so many units of the drawing long at least shown: a small molecule is not blown up. */
const LEAST = 6;

/** A molecule drawn by lines and letters; while it is laid out, an empty place. */
export function MoleculeDrawing({
  drawing,
  title,
}: {
  readonly drawing: Drawing | null | undefined;
  readonly title: string;
}) {
  if (drawing === undefined) return <div className={styles.drawing} />;
  if (drawing === null) return <div className={styles.drawing}>cannot be drawn</div>;
  const [width, height] = [Math.max(LEAST, drawing.width), Math.max(LEAST * 0.7, drawing.height)];
  const [left, top] = [(drawing.width - width) / 2, (drawing.height - height) / 2];
  return (
    <svg className={styles.drawing} viewBox={`${left} ${top} ${width} ${height}`} role="img" aria-label={title}>
      {drawing.bonds.map(([x1, y1, x2, y2], place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a bond is its place
        <line key={place} x1={x1} y1={y1} x2={x2} y2={y2} />
      ))}
      {drawing.atoms.map(
        ({ x, y, label }, place) =>
          label && (
            // biome-ignore lint/suspicious/noArrayIndexKey: an atom is its place
            <Label key={place} x={x} y={y} label={label} />
          ),
      )}
    </svg>
  );
}

/** The element at its place, and hydrogens and charge on the side where there is room. */
function Label({ x, y, label }: { readonly x: number; readonly y: number; readonly label: AtomLabel }) {
  const { element, hydrogens, turned, charge } = label;
  const half = element.length > 1 ? 0.31 : 0.2;
  const side = turned ? -1 : 1;
  const charged = charge === 0 ? '' : `${Math.abs(charge) > 1 ? Math.abs(charge) : ''}${charge > 0 ? '+' : '−'}`;
  return (
    <g data-element={element}>
      <text x={x} y={y + 0.18} textAnchor="middle">
        {element}
      </text>
      {hydrogens > 0 && (
        <text x={x + side * half} y={y + 0.18} textAnchor={turned ? 'end' : 'start'}>
          H
          {hydrogens > 1 && (
            <tspan fontSize={0.34} dy={0.1}>
              {hydrogens}
            </tspan>
          )}
        </text>
      )}
      {charged && (
        <text x={x + half * 0.9} y={y - 0.12} fontSize={0.36}>
          {charged}
        </text>
      )}
    </g>
  );
}
