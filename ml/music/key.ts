import type { Note } from './melody';

/** A major or minor key. `tonic` 0 is C, 1 is C sharp; `fifths` counts the sharps of its signature, or below nought the flats. */
export interface Key {
  readonly tonic: number;
  readonly mode: 'major' | 'minor';
  readonly fifths: number;
  /** As ABC writes it. */
  readonly name: string;
}

const MAJOR = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'F#', 'G', 'Ab', 'A', 'Bb', 'B'] as const;
const MINOR = ['Cm', 'C#m', 'Dm', 'D#m', 'Em', 'Fm', 'F#m', 'Gm', 'G#m', 'Am', 'Bbm', 'Bm'] as const;
const NATURAL: Readonly<Record<string, number>> = { C: 0, D: 2, E: 4, F: 5, G: 7, A: 9, B: 11 };

/** The degrees of the scales in semitones; minor is natural minor. */
export const SCALES = { major: [0, 2, 4, 5, 7, 9, 11], minor: [0, 2, 3, 5, 7, 8, 10] } as const;

/** The key of a tonic, spelled with as few signs as there can be. */
export function keyAt(tonic: number, mode: Key['mode']): Key {
  const at = ((tonic % 12) + 12) % 12;
  const major = mode === 'major' ? at : (at + 3) % 12;
  return {
    tonic: at,
    mode,
    fifths: ((major * 7 + 5) % 12) - 5,
    name: (mode === 'major' ? MAJOR : MINOR)[at] ?? 'C',
  };
}

/** The key that `Bb`, `F#m` or `D minor` names; C major where it names none. */
export function keyNamed(name: string): Key {
  const found = /^([A-G])([#b]?)\s*(m(?!aj)|min|minor)?/i.exec(name.trim());
  const letter = NATURAL[found?.[1]?.toUpperCase() ?? 'C'] ?? 0;
  const sign = found?.[2] === '#' ? 1 : found?.[2] === 'b' ? -1 : 0;
  return keyAt(letter + sign, found?.[3] ? 'minor' : 'major');
}

/** How well each of the twelve pitch classes fits a key, by what listeners said (Krumhansl and Kessler 1982, table 1). */
const PROFILES = {
  major: [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88],
  minor: [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17],
} as const;

/** How long each pitch class sounds, C first, in beats. */
export function pitchClasses(notes: readonly Note[]): number[] {
  const sums = new Array<number>(12).fill(0);
  for (const { pitch, beats } of notes) if (pitch !== null) sums[pitch % 12] = (sums[pitch % 12] ?? 0) + beats;
  return sums;
}

/** The key whose profile goes best with how long each pitch class sounds (Krumhansl and Schmuckler: Krumhansl 1990, chapter 4). */
export function estimateKey(notes: readonly Note[]): Key {
  const heard = pitchClasses(notes);
  let best = { key: keyAt(0, 'major'), fit: Number.NEGATIVE_INFINITY };
  for (const mode of ['major', 'minor'] as const)
    for (let tonic = 0; tonic < 12; tonic++) {
      const fit = correlation(
        heard,
        heard.map((_, at) => PROFILES[mode][(at - tonic + 12) % 12] ?? 0),
      );
      if (fit > best.fit) best = { key: keyAt(tonic, mode), fit };
    }
  return best.key;
}

/** Pearson's correlation; 0 where one of them does not vary. */
function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, ofA, ofB] = [0, 0, 0];
  for (const [at, value] of a.entries()) {
    const [offA, offB] = [value - meanA, (b[at] ?? 0) - meanB];
    both += offA * offB;
    ofA += offA * offA;
    ofB += offB * offB;
  }
  return ofA > 0 && ofB > 0 ? both / Math.sqrt(ofA * ofB) : 0;
}
