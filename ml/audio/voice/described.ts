import type { Random } from '../../random';
import { withPeak } from '../sounds';

/** How high, in hertz of the fundamental: an octave apart, with a gap between them. */
const PITCHES = { low: [150, 215], medium: [300, 430], high: [600, 860] } as const;
/** How loud each harmonic is, from the fundamental on: what makes these instruments be told apart (Helmholtz 1863, chapter V). */
const INSTRUMENTS = {
  flute: [1, 0.06],
  clarinet: [1, 0.03, 0.7, 0.03, 0.4, 0.02, 0.25],
  organ: [1, 0.8, 0.03, 0.6, 0, 0, 0, 0.4],
  trumpet: [1, 0.9, 0.8, 0.65, 0.5, 0.4, 0.3, 0.2],
} as const;
const COURSES = ['dies away', 'is held', 'swells'] as const;

type Pitch = keyof typeof PITCHES;
type Instrument = keyof typeof INSTRUMENTS;

/** What a described tone is. */
export interface ToneLooks {
  readonly pitch: Pitch;
  readonly instrument: Instrument;
  readonly course: (typeof COURSES)[number];
}

const [pitches, instruments] = [
  ['low', 'medium', 'high'],
  ['flute', 'clarinet', 'organ', 'trumpet'],
] as const;

/** All there are. */
const LOOKS: readonly ToneLooks[] = pitches.flatMap((pitch) =>
  instruments.flatMap((instrument) => COURSES.map((course) => ({ pitch, instrument, course }))),
);

/** `low flute that dies away`: a class for each. */
export const DESCRIBED_NAMES: readonly string[] = LOOKS.map(
  ({ pitch, instrument, course }) => `${pitch} ${instrument} that ${course}`,
);

/** `a low flute that dies away` */
export const toneCaption = (label: number): string => `a ${DESCRIBED_NAMES[label] ?? ''}`;

/** What a caption asks for, or null where it is none of these. */
export const tonesIn = (caption: string): ToneLooks | null =>
  LOOKS[DESCRIBED_NAMES.indexOf(caption.replace(/^an? /, ''))] ?? null;

const SECONDS = 0.46;

/** A tone by its description: where in its range it lies, how loud each harmonic is to a few percent, and how fast it comes and goes are drawn. */
export function playDescribed(label: number, sampleRate: number, random: Random): Float32Array {
  const { pitch, instrument, course } = LOOKS[label] ??
    LOOKS[0] ?? { pitch: 'low', instrument: 'flute', course: 'is held' };
  const [low, high] = PITCHES[pitch];
  const hertz = low * (high / low) ** random.next();
  const [pace, begins] = [0.8 + 0.4 * random.next(), 0.03 * random.next()];
  const sound = new Float32Array(Math.round(SECONDS * sampleRate));
  for (const [at, loudness] of INSTRUMENTS[instrument].entries()) {
    const harmonic = at + 1;
    const loud = loudness * (1 + 0.15 * random.normal());
    const from = 2 * Math.PI * random.next();
    if (harmonic * hertz > 0.47 * sampleRate) continue;
    for (let n = 0; n < sound.length; n++) {
      const t = n / sampleRate - begins;
      if (t < 0) continue;
      sound[n] =
        (sound[n] ?? 0) + loud * courseAt(course, t, pace) * Math.sin(2 * Math.PI * harmonic * hertz * t + from);
    }
  }
  return withPeak(sound, 0.8);
}

/** How loud it is after so many seconds; none begins or ends with a crack. */
function courseAt(course: ToneLooks['course'], t: number, pace: number): number {
  const ends = Math.max(0, Math.min(1, (SECONDS - 0.03 - t) / 0.02));
  if (course === 'dies away') return Math.min(1, t / 0.01) * Math.exp(-9 * pace * t) * ends;
  if (course === 'is held') return Math.min(1, t / 0.03) * ends;
  return Math.min(1, Math.exp(9 * pace * (t - 0.38))) * ends;
}
