/**
 * A sound without the silence before and behind it: from the first to the last 10 ms that are at most `decibels` quieter than the loudest, with 20 ms around them.
 * (librosa's `effects.trim` in idea.)
 */
export function trimSilence(clip: Float32Array, sampleRate: number, decibels: number): Float32Array {
  const size = Math.max(1, Math.round(0.01 * sampleRate));
  const count = Math.ceil(clip.length / size);
  const powers = Array.from({ length: count }, (_, part) => {
    const own = clip.subarray(part * size, (part + 1) * size);
    return own.reduce((sum, value) => sum + value * value, 0) / own.length;
  });
  const least = Math.max(...powers, 0) * 10 ** (-decibels / 10);
  const first = powers.findIndex((power) => power > 0 && power >= least);
  if (first < 0) return clip;
  const last = powers.findLastIndex((power) => power >= least);
  return clip.slice(Math.max(0, (first - 2) * size), Math.min(clip.length, (last + 3) * size));
}
