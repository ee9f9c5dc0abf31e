import { useEffect, useState } from 'react';

/** Seconds that the last frame stands before the first comes again. */
const PAUSE = 0.5;

/**
 * Plays so many frames: by itself, unless whoever looks has asked their system for less motion, again and again where `looping`. `seek` goes to a frame and stops
 * there.
 */
export function usePlaying(frames: number, fps: number, looping: boolean) {
  const [wanted, setAt] = useState(0);
  const [plays, setPlays] = useState(false);
  const last = Math.max(0, frames - 1);
  const at = Math.min(wanted, last);
  useEffect(() => setPlays(!matchMedia('(prefers-reduced-motion: reduce)').matches), []);
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
