import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';

const NAME = 'genloom.panel-height';
const LEAST = 112;

/**
 * The height of the run panel: dragged at its upper edge, or moved with the arrow keys there, and remembered. Until then it is what the open tab needs.
 */
export function usePanelHeight(needed: number) {
  const [chosen, setChosen] = useState(() => Number(localStorage.getItem(NAME)) || null);
  const height = within(chosen ?? needed);
  const from = useRef<{ readonly y: number; readonly height: number } | null>(null);
  const set = (wanted: number) => {
    const next = within(wanted);
    setChosen(next);
    localStorage.setItem(NAME, String(next));
  };
  const grip = {
    role: 'separator',
    tabIndex: 0,
    'aria-orientation': 'horizontal',
    'aria-label': 'Height of the run panel',
    'aria-valuenow': Math.round(height),
    'aria-valuemin': LEAST,
    onPointerDown(event: PointerEvent<HTMLElement>) {
      event.currentTarget.setPointerCapture(event.pointerId);
      from.current = { y: event.clientY, height };
    },
    onPointerMove(event: PointerEvent) {
      if (from.current) set(from.current.height + from.current.y - event.clientY);
    },
    onPointerUp() {
      from.current = null;
    },
    onKeyDown(event: KeyboardEvent) {
      if (event.key === 'ArrowUp') set(height + 24);
      if (event.key === 'ArrowDown') set(height - 24);
    },
  } as const;
  return { height, grip };
}

const within = (height: number) => Math.max(LEAST, Math.min(height, Math.round(window.innerHeight * 0.6)));
