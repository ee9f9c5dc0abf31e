import { Eraser, Undo2 } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { Button } from '@/app/ui/Button';
import { DRAWING_LIMITS, type Field, type Json, type Strokes, strokes as strokesSchema } from '@/graph';
import { ImageBeneath } from './ImageBeneath';
import styles from './inspector.module.css';

interface DrawingFieldProps {
  readonly id: string;
  readonly field: Field;
  readonly value: Json;
  readonly onChange: (value: Json) => void;
}
type Place = Strokes[number][number];
const REACH = DRAWING_LIMITS.reach;

/** Places nearer to the last one than this are not kept. */
const NEAR = 0.03;
/** How far an arrow key moves the pen. */
const KEY_STEP = 0.1;
const ARROWS: Readonly<Record<string, Place>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** A sheet to draw on, with a mouse, a finger or the arrow keys. Each stroke that ends is one change of the graph. */
export function DrawingField({ id, field, value, onChange }: DrawingFieldProps) {
  const { label, pen: thickness, over } = field;
  const parsed = strokesSchema.safeParse(value);
  const kept: Strokes = parsed.success ? parsed.data : [];
  const [drawn, setDrawn] = useState<readonly Place[] | null>(null);
  const [pen, setPen] = useState<Place | null>(null);
  const latest = useRef<readonly Place[] | null>(null);
  const full = kept.length >= DRAWING_LIMITS.strokes;

  const draw = (places: readonly Place[] | null) => {
    latest.current = places;
    setDrawn(places);
  };
  const finish = () => {
    const stroke = latest.current;
    draw(null);
    if (stroke) onChange([...kept, stroke].map((places) => places.map(([x, y]) => [x, y])));
  };
  const extend = (place: Place) => {
    const stroke = latest.current ?? [];
    const last = stroke.at(-1);
    if (last && Math.hypot(place[0] - last[0], place[1] - last[1]) < NEAR) return;
    if (stroke.length < DRAWING_LIMITS.places) draw([...stroke, place]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const move = ARROWS[event.key];
    if (move) {
      const [x, y] = pen ?? [0, 0];
      const place: Place = [within(x + move[0] * KEY_STEP), within(y + move[1] * KEY_STEP)];
      setPen(place);
      if (latest.current) extend(place);
    } else if (event.key === ' ' || event.key === 'Enter') {
      if (latest.current) finish();
      else if (!full) {
        setPen(pen ?? [0, 0]);
        extend(pen ?? [0, 0]);
      }
    } else if (event.key === 'Escape' && latest.current) draw(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <div className={styles.sheetPlace}>
        {over && <ImageBeneath input={over} />}
        <svg
          id={id}
          className={styles.sheet}
          data-over={over}
          viewBox={`${-REACH} ${-REACH} ${2 * REACH} ${2 * REACH}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: drawing works with the keyboard too
          tabIndex={0}
          role="application"
          aria-label={`${label}: ${told(kept.length)}. Arrow keys move the pen, Space begins and ends a line.`}
          onKeyDown={onKeyDown}
          onBlur={() => setPen(null)}
          onPointerDown={(event) => {
            if (event.button !== 0 || full) return;
            event.currentTarget.setPointerCapture(event.pointerId);
            setPen(null);
            draw([placeOf(event)]);
          }}
          onPointerMove={(event) => {
            if (latest.current && event.currentTarget.hasPointerCapture(event.pointerId)) extend(placeOf(event));
          }}
          onPointerUp={finish}
          onPointerCancel={() => draw(null)}
        >
          <path className={styles.axes} d={`M${-REACH} 0H${REACH}M0 ${-REACH}V${REACH}`} />
          <path
            className={styles.stroke}
            {...(thickness && { style: { strokeWidth: thickness, opacity: 0.6 } })}
            d={[...kept, ...(drawn ? [drawn] : [])].map(pathOf).join('')}
          />
          {pen && <circle className={styles.pen} cx={pen[0]} cy={-pen[1]} r={0.07} />}
          {kept.length === 0 && !drawn && !pen && (
            <text className={styles.hint} textAnchor="middle" y={-0.3}>
              Draw here
            </text>
          )}
        </svg>
      </div>
      <div className={styles.together}>
        <Button disabled={kept.length === 0} onClick={() => onChange(kept.slice(0, -1))}>
          <Undo2 size={13} aria-hidden /> Last line
        </Button>
        <Button disabled={kept.length === 0} onClick={() => onChange([])}>
          <Eraser size={13} aria-hidden /> Clear
        </Button>
        <span className={styles.unit}>{full ? `${DRAWING_LIMITS.strokes} lines are the most` : told(kept.length)}</span>
      </div>
    </>
  );
}

const told = (strokes: number): string =>
  strokes === 0 ? 'nothing drawn yet' : strokes === 1 ? '1 line' : `${strokes} lines`;

const within = (value: number): number => Math.round(Math.min(REACH, Math.max(-REACH, value)) * 1_000) / 1_000;

/** Where the pointer is, on the sheet's own axes. */
function placeOf({ currentTarget, clientX, clientY }: PointerEvent<SVGSVGElement>): Place {
  const { left, top, width, height } = currentTarget.getBoundingClientRect();
  return [within(((clientX - left) / width - 0.5) * 2 * REACH), within((0.5 - (clientY - top) / height) * 2 * REACH)];
}

/** A stroke as a path; a single place is a dot. */
const pathOf = (stroke: readonly Place[]): string =>
  stroke.length === 1
    ? `M${stroke[0]?.[0]} ${-(stroke[0]?.[1] ?? 0)}h0`
    : `M${stroke.map(([x, y]) => `${x} ${-y}`).join('L')}`;
