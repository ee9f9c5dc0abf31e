import type { ColourClip, Track } from './judge';

/** How a clip goes on from frame to frame; all in shares of the range of a pixel, 0 … 1. */
export interface Steadiness {
  /** The mean of `|xₜ₊₁ − xₜ|`: how much changes. */
  readonly change: number;
  /** The mean of `|xₜ₊₁ − 2xₜ + xₜ₋₁|`: how much of that does not go on, as flicker does not. 0 of fewer than three frames. */
  readonly flicker: number;
}

/** The first and second differences of all pixels over time, on the mean: in the manner of the temporal flickering of VBench (Huang et al. 2024, section 3.2), beside how much moves at all. */
export function steadinessOf({ frames, pixels }: Pick<ColourClip, 'frames' | 'pixels'>): Steadiness {
  const size = pixels.length / Math.max(1, frames);
  let [change, flicker] = [0, 0];
  for (let frame = 1; frame < frames; frame++)
    for (let at = 0; at < size; at++) {
      const now = pixels[frame * size + at] ?? 0;
      const before = pixels[(frame - 1) * size + at] ?? 0;
      change += Math.abs(now - before);
      if (frame > 1) flicker += Math.abs(now - 2 * before + (pixels[(frame - 2) * size + at] ?? 0));
    }
  const mean = (sum: number, differences: number) => (differences > 0 ? sum / (255 * size * differences) : 0);
  return { change: mean(change, frames - 1), flicker: mean(flicker, frames - 2) };
}

/** How far a thing is, on the mean, from where an even motion would have it next: `|cₜ₊₁ − 2cₜ + cₜ₋₁|` of its centre, in sides of a frame. */
export function unevennessOf({ x, y }: Pick<Track, 'x' | 'y'>): number {
  const steps = Math.max(0, x.length - 2);
  let sum = 0;
  for (let at = 2; at < x.length; at++) sum += Math.hypot(bend(x, at), bend(y, at));
  return steps > 0 ? sum / steps : 0;
}

const bend = (places: readonly number[], at: number): number =>
  (places[at] ?? 0) - 2 * (places[at - 1] ?? 0) + (places[at - 2] ?? 0);
