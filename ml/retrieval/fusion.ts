import type { Scored } from './top';

/**
 * The constant for two rankings that know different things, one of which may be wrong: with 1 the first of either is among the first four of both. The 60 of
 * Cormack et al. is for many rankings of one kind; of two, what is mediocre in both comes before the first of one.
 */
export const FUSION_CONSTANT = 1;

/**
 * Joins rankings by reciprocal rank fusion (Cormack, Clarke & Büttcher 2009): each gives a place `1 / (constant + rank)`, ranks from 1 on. No scores are
 * compared, so rankings by other measures go together. The best first, and of equal ones the smaller place.
 */
export function fuseRanks(
  rankings: readonly (readonly number[])[],
  constant: number = FUSION_CONSTANT,
): readonly Scored[] {
  const scores = new Map<number, number>();
  for (const ranking of rankings)
    for (const [index, place] of ranking.entries())
      scores.set(place, (scores.get(place) ?? 0) + 1 / (constant + index + 1));
  return [...scores].map(([place, score]) => ({ place, score })).sort((a, b) => b.score - a.score || a.place - b.place);
}
