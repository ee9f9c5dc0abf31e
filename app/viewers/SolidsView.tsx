'use client';
import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { useTheme } from '@/app/ui/theme';
import type { ShownSolid } from '@/graph';
import type { ViewerProps } from './props';
import styles from './SolidsView.module.css';
import type { Look, Stage } from './solids/stage';
import { FIRST_TURN, type Turn, turnedBy, turnOfKey } from './solids/turn';
import { useStage } from './solids/use-stage';
import shared from './viewers.module.css';

/** Inside a node so many are shown. */
const FEW = 6;
/** Radians for each pixel that is dragged. */
const DRAG = 0.012;

/** Solids side by side; dragging, or the arrow keys, turn all of them together. */
export function SolidsView({ view, large }: ViewerProps<'solids'>) {
  const { items, columns, note, caption } = view;
  const [turn, setTurn] = useState<Turn>(FIRST_TURN);
  const [wireframe, setWireframe] = useState(false);
  const stage = useStage();
  const shown = large ? items : items.slice(0, columns && columns < FEW ? columns * Math.floor(FEW / columns) : FEW);
  // Inside a node fewer are shown anyway: what else was left out is told where all others are seen.
  const told = (large || shown.length === items.length) && note ? <p className={shared.soft}>{note}</p> : null;
  if (shown.length === 0)
    return (
      <>
        <p className={shared.soft}>{caption ?? 'There is no solid to show.'}</p>
        {told}
      </>
    );
  if (stage === 'none')
    return (
      <p className={shared.soft}>
        This browser has no WebGL, so solids cannot be drawn here. All else works, and they can be saved as a file.
        {caption ? ` ${caption}.` : ''}
      </p>
    );
  const drag = ({ buttons, movementX, movementY }: PointerEvent) => {
    if (buttons === 1) setTurn((now) => turnedBy(now, { yaw: -DRAG * movementX, pitch: DRAG * movementY }));
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms */}
      <div
        className={`${styles.grid} nodrag nopan`}
        data-large={large || undefined}
        style={columns && large ? { gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` } : undefined}
        role="group"
        aria-label="Solids; arrow keys turn them, plus and minus come nearer"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: they turn with the keyboard too
        tabIndex={0}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
        onKeyDown={(event) => {
          const to = turnOfKey(turn, event);
          if (!to) return;
          event.preventDefault();
          event.stopPropagation();
          setTurn(to);
        }}
      >
        {shown.map((solid, place) => (
          <Solid
            // biome-ignore lint/suspicious/noArrayIndexKey: each has its place
            key={place}
            solid={solid}
            place={place}
            stage={stage}
            turn={turn}
            wireframe={wireframe}
            large={large}
          />
        ))}
      </div>
      {large && (
        <div className={styles.controls}>
          {shown.some(({ form }) => form === 'mesh') && (
            <button type="button" aria-pressed={wireframe} onClick={() => setWireframe(!wireframe)}>
              Wireframe
            </button>
          )}
          <button type="button" onClick={() => setTurn(turnedBy(turn, { zoom: 1.25 }))} aria-label="Nearer">
            +
          </button>
          <button type="button" onClick={() => setTurn(turnedBy(turn, { zoom: 0.8 }))} aria-label="Further away">
            −
          </button>
          <button type="button" onClick={() => setTurn(FIRST_TURN)}>
            As at first
          </button>
        </div>
      )}
      {caption && <p className={shared.soft}>{caption}</p>}
      {told}
    </>
  );
}

interface SolidProps extends Pick<Look, 'turn' | 'wireframe'> {
  readonly solid: ShownSolid;
  readonly place: number;
  readonly stage: Stage | null;
  readonly large: boolean;
}

function Solid({ solid, place, stage, turn, wireframe, large }: SolidProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the colour is the theme's
  useEffect(() => {
    const element = canvas.current;
    if (!element || !stage) return;
    const draw = () => stage.draw(element, solid, { turn, wireframe, color: colorOf(element) });
    const frame = requestAnimationFrame(draw);
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }, [solid, stage, turn, wireframe, theme]);
  useEffect(() => () => stage?.release(solid), [solid, stage]);
  return (
    <figure className={styles.solid}>
      <canvas ref={canvas} role="img" aria-label={solid.caption ?? `Solid ${place + 1}`} />
      {large && solid.caption && <figcaption className={shared.soft}>{solid.caption}</figcaption>}
    </figure>
  );
}

/** What the style sheet gives solids as their colour, in a form that three.js reads: one pixel of it. */
function colorOf(element: HTMLCanvasElement): string {
  const pixel = document.createElement('canvas').getContext('2d');
  if (!pixel) return 'rgb(128, 128, 160)';
  pixel.fillStyle = getComputedStyle(element).color;
  pixel.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = pixel.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}
