import type { Random } from '../../random';
import { withPeak } from '../sounds';

/** The twelve notes of the octave above middle C. */
export const NOTE_NAMES = ['C', 'C♯', 'D', 'D♯', 'E', 'F', 'F♯', 'G', 'G♯', 'A', 'A♯', 'B'] as const;

/** Semitones above the root. */
const CHORDS: Readonly<Record<string, readonly number[]>> = {
  major: [0, 4, 7],
  minor: [0, 3, 7],
  diminished: [0, 3, 6],
  augmented: [0, 4, 8],
  'suspended fourth': [0, 5, 7],
};
export const CHORD_NAMES: readonly string[] = Object.keys(CHORDS);

/** The twelve-tone equal temperament, from middle C, in hertz. */
const hertzOf = (semitones: number): number => 261.6256 * 2 ** (semitones / 12);

/** A note of the octave above middle C, by an instrument that is drawn. */
export const playNote = (note: number, sampleRate: number, random: Random): Float32Array =>
  play([note], sampleRate, random);

/** A chord by its name's place, on a root that is drawn. */
export function playChord(chord: number, sampleRate: number, random: Random): Float32Array {
  const root = random.int(12) - 6;
  const steps = CHORDS[CHORD_NAMES[chord] ?? ''] ?? [];
  return play(
    steps.map((step) => root + step),
    sampleRate,
    random,
  );
}

/** Notes together: harmonics whose loudness falls, struck and dying away, a little out of tune, as no two instruments are alike. */
function play(semitones: readonly number[], sampleRate: number, random: Random): Float32Array {
  const seconds = 0.35 + 0.3 * random.next();
  const [attack, decay] = [0.004 + 0.05 * random.next(), 2 + 5 * random.next()];
  const [falls, odd] = [0.8 + 1.4 * random.next(), random.next() < 0.3];
  const tuned = 1 + 0.004 * random.normal();
  const sound = new Float32Array(Math.round(seconds * sampleRate));
  for (const semitone of semitones) {
    const hertz = hertzOf(semitone) * tuned;
    for (let harmonic = 1; harmonic * hertz < 0.45 * sampleRate && harmonic <= 12; harmonic += odd ? 2 : 1) {
      const [loud, from] = [harmonic ** -falls, 2 * Math.PI * random.next()];
      for (let n = 0; n < sound.length; n++) {
        const t = n / sampleRate;
        const envelope = Math.min(1, t / attack) * Math.exp(-decay * t) * Math.min(1, 40 * (seconds - t));
        sound[n] = (sound[n] ?? 0) + loud * envelope * Math.sin(2 * Math.PI * harmonic * hertz * t + from);
      }
    }
  }
  return withPeak(sound, 0.3 + 0.6 * random.next());
}
