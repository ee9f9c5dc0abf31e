/** How a true entity fared among all. */
export interface Ranking {
  /** The mean of 1 / rank. */
  readonly mrr: number;
  /** The share of ranks of at most 1, 3 and 10. */
  readonly hits: readonly [one: number, three: number, ten: number];
  readonly count: number;
}

/**
 * The rank of one entity by its score, from 1 on, in the filtered setting (Bordes et al. 2013): others that are true as well do not stand before it. Of equal
 * scores it has the middle place, so that who scores all alike gains nothing (Sun et al. 2020).
 */
export function filteredRank(scores: ArrayLike<number>, target: number, alsoTrue: ReadonlySet<number>): number {
  const own = scores[target] ?? Number.NEGATIVE_INFINITY;
  let [better, equal] = [0, 0];
  for (let place = 0; place < scores.length; place++) {
    if (place === target || alsoTrue.has(place)) continue;
    const score = scores[place] ?? Number.NEGATIVE_INFINITY;
    if (score > own) better += 1;
    else if (score === own) equal += 1;
  }
  return 1 + better + equal / 2;
}

/** What ranks come to; all 0 where there are none. */
export function rankingOf(ranks: readonly number[]): Ranking {
  const count = ranks.length;
  const share = (most: number) => (count === 0 ? 0 : ranks.filter((rank) => rank <= most).length / count);
  const mrr = count === 0 ? 0 : ranks.reduce((sum, rank) => sum + 1 / rank, 0) / count;
  return { mrr, hits: [share(1), share(3), share(10)], count };
}
