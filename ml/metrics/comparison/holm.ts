/**
 * The p-values of several tests, corrected so that the chance of any false alarm among all of them stays below the level: the smallest times the number of
 * tests, the next times one less, and none below one that was smaller (Holm 1979). In the order of `ps`; never above 1.
 */
export function holm(ps: readonly number[]): number[] {
  const order = [...ps.keys()].sort((a, b) => (ps[a] ?? 1) - (ps[b] ?? 1));
  const corrected = ps.map(() => 1);
  let least = 0;
  for (const [rank, place] of order.entries()) {
    least = Math.max(least, Math.min(1, (ps.length - rank) * (ps[place] ?? 1)));
    corrected[place] = least;
  }
  return corrected;
}
