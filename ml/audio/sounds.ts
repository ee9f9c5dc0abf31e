/** Sounds of one sample rate, mono, −1 … 1. */
export interface Sounds {
  /** Samples a second. */
  readonly sampleRate: number;
  readonly clips: readonly Float32Array[];
  /** What each is called, as its file was. */
  readonly names?: readonly string[];
  /** What is said of each in words: “a bass flute that swells”. */
  readonly captions?: readonly string[];
  /** The class of each, as an index into `classes`. */
  readonly labels?: Int32Array;
  readonly classes?: readonly string[];
}

/** The largest sample, whatever its sign. */
export const peakOf = (clip: ArrayLike<number>): number => {
  let peak = 0;
  for (let n = 0; n < clip.length; n++) peak = Math.max(peak, Math.abs(clip[n] ?? 0));
  return peak;
};

/** A clip at which nothing can be heard: its peak is 80 dB under full scale. */
export const isSilent = (clip: ArrayLike<number>): boolean => peakOf(clip) < 1e-4;

/** The same, as loud as its peak may be. Silence stays silence. */
export function withPeak(clip: ArrayLike<number>, peak: number): Float32Array {
  const now = peakOf(clip);
  return Float32Array.from(clip, (value) => (now > 0 ? (value * peak) / now : 0));
}

/**
 * Whether the tops of the waves were cut off in recording: more than one sample in 500 lies, with both of its neighbours, at the very peak.
 */
export function isClipped(clip: ArrayLike<number>): boolean {
  const peak = peakOf(clip);
  if (peak < 0.5) return false;
  let flat = 0;
  for (let n = 1; n + 1 < clip.length; n++) {
    const at = clip[n] ?? 0;
    if (Math.abs(at) > 0.999 * peak && at === clip[n - 1] && at === clip[n + 1]) flat += 1;
  }
  return flat > clip.length / 500;
}
