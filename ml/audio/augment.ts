import type { Random } from '../random';
import { resample } from './resample';
import { peakOf } from './sounds';

/** How far a copy of a sound may be from it. */
export interface SoundChange {
  /** Seconds of silence, at most, that are put before or behind it. */
  readonly shift: number;
  /** The share by which it is played faster or slower, which moves its pitch too. */
  readonly speed: number;
  /** Decibels of noise under its peak at the loudest; none where infinite. */
  readonly noise: number;
}

/** A changed copy of a sound, each change drawn (Ko et al. 2015 for speeds). */
export function changeSound(
  clip: Float32Array,
  sampleRate: number,
  { shift, speed, noise }: SoundChange,
  random: Random,
): Float32Array {
  const drawn = () => 2 * random.next() - 1;
  const rate = 1 + speed * drawn();
  // Played at another rate, and kept at its own.
  const played = speed > 0 ? resample(clip, Math.round(sampleRate * rate), sampleRate) : clip;
  const moved = Math.round(shift * sampleRate * drawn());
  const made = new Float32Array(played.length + Math.abs(moved));
  made.set(played, Math.max(0, moved));
  if (noise === Number.POSITIVE_INFINITY) return made;
  const level = peakOf(made) * 10 ** (-(noise + 20 * random.next()) / 20);
  return made.map((value) => value + level * random.normal());
}
