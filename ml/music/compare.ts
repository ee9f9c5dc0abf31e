import { keyNamed, SCALES } from './key';
import { beatsOf, beatsOfBar, type Note, type Tune } from './melody';

/** The share of what sounds that belongs to the scale of the tune's key, 0 to 1; in minor the raised sixth and seventh belong to it. */
export function inKey({ notes, key }: Pick<Tune, 'notes' | 'key'>): number {
  const { tonic, mode } = keyNamed(key);
  const scale = new Set<number>(mode === 'minor' ? [...SCALES.minor, 9, 11] : SCALES.major);
  let [inside, all] = [0, 0];
  for (const { pitch, beats } of notes) {
    if (pitch === null) continue;
    all += beats;
    if (scale.has((((pitch - tonic) % 12) + 12) % 12)) inside += beats;
  }
  return all > 0 ? inside / all : 0;
}

/** Whether the last note is the tonic. */
export function closes({ notes, key }: Pick<Tune, 'notes' | 'key'>): boolean {
  const last = notes.findLast(({ pitch }) => pitch !== null)?.pitch;
  return last !== undefined && last !== null && (((last - keyNamed(key).tonic) % 12) + 12) % 12 === 0;
}

/** Whether it lasts so many whole bars. */
export function fillsBars({ notes, metre }: Pick<Tune, 'notes' | 'metre'>): boolean {
  const bars = beatsOf(notes) / beatsOfBar(metre);
  return bars > 0 && Math.abs(bars - Math.round(bars)) < 1e-6;
}

/** Half the sum of what two distributions differ by, 0 (alike) to 1 (nothing in common): total variation. */
export function totalVariation(a: ReadonlyMap<number, number>, b: ReadonlyMap<number, number>): number {
  const [sumA, sumB] = [a, b].map((counts) => [...counts.values()].reduce((sum, count) => sum + count, 0));
  if (!sumA || !sumB) return 1;
  const keys = new Set([...a.keys(), ...b.keys()]);
  return [...keys].reduce((sum, at) => sum + Math.abs((a.get(at) ?? 0) / sumA - (b.get(at) ?? 0) / sumB), 0) / 2;
}

/** How often each step from note to note is made, in semitones; rests are passed over. */
export const intervals = (tunes: readonly Pick<Tune, 'notes'>[]): Map<number, number> =>
  counts(
    tunes.flatMap(({ notes }) => {
      const pitches = notes.flatMap(({ pitch }) => pitch ?? []);
      return pitches.slice(1).map((pitch, place) => pitch - (pitches[place] ?? pitch));
    }),
  );

/** How often each length is written, in beats. */
export const lengths = (tunes: readonly Pick<Tune, 'notes'>[]): Map<number, number> =>
  counts(tunes.flatMap(({ notes }) => notes.map(({ beats }) => beats)));

function counts(values: readonly number[]): Map<number, number> {
  const found = new Map<number, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
}

/** Notes from a beat on, as steps and lengths: alike in every key. */
export function shapeOf(notes: readonly Note[], from = 0): string {
  let [now, first] = [0, null as number | null];
  const parts: string[] = [];
  for (const { pitch, beats } of notes) {
    const begins = now;
    now += beats;
    if (begins + 1e-6 < from) continue;
    first ??= pitch;
    parts.push(`${pitch === null || first === null ? 'z' : pitch - first}:${beats}`);
  }
  return parts.join(' ');
}
