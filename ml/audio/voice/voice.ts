import type { Random } from '../../random';

/** Who speaks, and how. */
export interface Voice {
  /** Hertz at the beginning of a word, and how far it has fallen at its end, as a share. */
  readonly pitch: number;
  readonly fall: number;
  /** Formants are so much higher than those of a man of usual size. */
  readonly size: number;
  /** Every sound lasts so many times as long. */
  readonly pace: number;
  /** Of breath in the voice, 0 … 1. */
  readonly breath: number;
  /** How unsteady the pitch is, as a share. */
  readonly jitter: number;
  /** Corner of the glottal source's low-pass, in hertz: dull or bright. */
  readonly tilt: number;
}

/** Draws a voice: about half of them those of men, the others of women and children. */
export function drawVoice(random: Random): Voice {
  const between = (low: number, high: number) => low + (high - low) * random.next();
  const deep = random.next() < 0.5;
  return {
    pitch: deep ? between(85, 150) : between(160, 270),
    fall: between(0.05, 0.3),
    size: deep ? between(0.93, 1.06) : between(1.06, 1.22),
    pace: between(0.8, 1.25),
    breath: between(0.01, 0.08),
    jitter: between(0.003, 0.015),
    tilt: between(1_200, 3_500),
  };
}
