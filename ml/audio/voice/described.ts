import type { Random } from '../../random';
import { withPeak } from '../sounds';

/** Registers, from the lowest on; each is as wide as five semitones, and a semitone and a half from the next. */
const REGISTERS = ['bass', 'baritone', 'tenor', 'alto', 'soprano'] as const;
const [LOWEST, WIDTH, APART] = [140, 2 ** (5 / 12), 2 ** (6.5 / 12)];
/** How loud each harmonic is, from the fundamental on: what makes these instruments be told apart (Helmholtz 1863, chapter V). */
const INSTRUMENTS = {
  flute: [1, 0.06],
  clarinet: [1, 0.03, 0.7, 0.03, 0.4, 0.02, 0.25],
  organ: [1, 0.8, 0.03, 0.6, 0, 0, 0, 0.4],
  trumpet: [1, 0.9, 0.8, 0.65, 0.5, 0.4, 0.3, 0.2],
} as const;
const INSTRUMENT_NAMES = ['flute', 'clarinet', 'organ', 'trumpet'] as const;
const COURSES = ['dies away', 'is held', 'swells'] as const;

type Register = (typeof REGISTERS)[number];
type Instrument = keyof typeof INSTRUMENTS;

/** What a described tone is. */
export interface ToneLooks {
  readonly register: Register;
  readonly instrument: Instrument;
  readonly course: (typeof COURSES)[number];
}

/** All there are. */
const LOOKS: readonly ToneLooks[] = REGISTERS.flatMap((register) =>
  INSTRUMENT_NAMES.flatMap((instrument) => COURSES.map((course) => ({ register, instrument, course }))),
);

/** `bass flute that dies away`: a class for each. */
export const DESCRIBED_NAMES: readonly string[] = LOOKS.map(
  ({ register, instrument, course }) => `${register} ${instrument} that ${course}`,
);

/** `a bass flute that dies away` */
export function toneCaption(label: number): string {
  const name = DESCRIBED_NAMES[label] ?? '';
  return `${name.startsWith('a') ? 'an' : 'a'} ${name}`;
}

/** What a caption asks for, or null where it is none of these. */
export const tonesIn = (caption: string): ToneLooks | null =>
  LOOKS[DESCRIBED_NAMES.indexOf(caption.replace(/^an? /, ''))] ?? null;

/** The register that a fundamental lies in, or is nearest to. */
export function registerOf(hertz: number): Register {
  const steps = Math.log(hertz / (LOWEST * Math.sqrt(WIDTH))) / Math.log(APART);
  return REGISTERS[Math.max(0, Math.min(REGISTERS.length - 1, Math.round(steps)))] ?? 'bass';
}

const SECONDS = 0.46;

/** A tone by its description: where in its range it lies, how loud each harmonic is to a few percent, and how fast it comes and goes are drawn. */
export function playDescribed(label: number, sampleRate: number, random: Random): Float32Array {
  const { register, instrument, course } = LOOKS[label] ?? { register: 'bass', instrument: 'flute', course: 'is held' };
  const hertz = LOWEST * APART ** REGISTERS.indexOf(register) * WIDTH ** random.next();
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
