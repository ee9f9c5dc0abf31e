import type { KeyboardEvent } from 'react';

/** From where solids are seen: turned about the vertical, from above, and how near. In radians. */
export interface Turn {
  readonly yaw: number;
  readonly pitch: number;
  readonly zoom: number;
}

/** A little from the right and from above. */
export const FIRST_TURN: Turn = { yaw: 0.55, pitch: 0.42, zoom: 1 };

const STEP = Math.PI / 18;
const NEARER = 1.15;
/** Not quite from the pole, where left and right would be lost. */
const STEEPEST = 1.5;

/** Turned by so much, and so much nearer. */
export const turnedBy = ({ yaw, pitch, zoom }: Turn, by: Partial<Turn>): Turn => ({
  yaw: yaw + (by.yaw ?? 0),
  pitch: Math.min(STEEPEST, Math.max(-STEEPEST, pitch + (by.pitch ?? 0))),
  zoom: Math.min(4, Math.max(0.5, zoom * (by.zoom ?? 1))),
});

/** Where a key turns to: arrows, plus and minus, and Home for where it began; null for any other key. */
export function turnOfKey(turn: Turn, { key, ctrlKey, metaKey, altKey }: KeyboardEvent): Turn | null {
  if (ctrlKey || metaKey || altKey) return null;
  switch (key) {
    case 'ArrowLeft':
      return turnedBy(turn, { yaw: STEP });
    case 'ArrowRight':
      return turnedBy(turn, { yaw: -STEP });
    case 'ArrowUp':
      return turnedBy(turn, { pitch: STEP });
    case 'ArrowDown':
      return turnedBy(turn, { pitch: -STEP });
    case '+':
    case '=':
      return turnedBy(turn, { zoom: NEARER });
    case '-':
      return turnedBy(turn, { zoom: 1 / NEARER });
    case 'Home':
      return FIRST_TURN;
    default:
      return null;
  }
}
