import { useEffect, useState } from 'react';

/** Seconds that the last frame stands before the first comes again. */
const PAUSE = 0.5;

interface Playing {
  readonly frames: number;
  readonly fps: number;
  /** Again and again. */
  readonly looping?: boolean;
  /** By itself, unless whoever looks has asked their system for less motion. */
  readonly atOnce?: boolean;
}

/** Plays so many frames, one after the other. `seek` goes to a frame and stops there. */
export function usePlaying({ frames, fps, looping = false, atOnce = false }: Playing) {
  const [wanted, setAt] = useState(0);
  const [plays, setPlays] = useState(false);
  const last = Math.max(0, frames - 1);
  const at = Math.min(wanted, last);
  useEffect(() => setPlays(atOnce && !matchMedia('(prefers-reduced-motion: reduce)').matches), [atOnce]);
  useEffect(() => {
    if (!plays || last === 0) return;
    if (at >= last && !looping) return setPlays(false);
    const wait = 1 / Math.max(0.1, fps) + (at >= last ? PAUSE : 0);
    const timer = setTimeout(() => setAt(at >= last ? 0 : at + 1), 1000 * wait);
    return () => clearTimeout(timer);
  }, [plays, at, last, fps, looping]);
  return {
    at,
    plays,
    toggle: () => {
      if (!plays && at >= last) setAt(0);
      setPlays(!plays);
    },
    seek: (frame: number) => {
      setPlays(false);
      setAt(frame);
    },
  };
}
