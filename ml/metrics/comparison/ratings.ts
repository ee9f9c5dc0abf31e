import { createRandom } from '../../random';
import { type BootstrapOptions, type Interval, intervalOf } from './bootstrap';

/** Two players met; `score` is 1 where the first won, 0 where the second did, ½ for a draw. */
export interface Meeting {
  readonly first: number;
  readonly second: number;
  readonly score: number;
}

/** Where players who are alike stand, and how many points make one ten times as strong: the scale of chess. */
const [MIDDLE, TENFOLD] = [1_000, 400];

export interface RatingOptions {
  /** Imagined draws of each player with each other, so that who never lost has a rating too; 0 is the plain maximum of the likelihood. */
  readonly prior?: number;
}

/**
 * Ratings by Bradley & Terry (1952), so that a player 400 points above another wins ten times as often as it loses: the maximum of the likelihood by the MM
 * algorithm of Hunter (2004, eq. 3), with a mean of 1,000. Draws count half for both. @throws RangeError where without a prior there is no maximum
 */
export function bradleyTerry(
  players: number,
  meetings: readonly Meeting[],
  { prior = 0.5 }: RatingOptions = {},
): number[] {
  const wins = Array.from({ length: players }, () => (prior * (players - 1)) / 2);
  const met = wins.map((_, player) => new Float64Array(players).fill(prior).fill(0, player, player + 1));
  for (const { first, second, score } of meetings) {
    wins[first] = (wins[first] ?? 0) + score;
    wins[second] = (wins[second] ?? 0) + 1 - score;
    for (const [one, other] of [
      [first, second],
      [second, first],
    ] as const) {
      const row = met[one];
      if (row) row[other] = (row[other] ?? 0) + 1;
    }
  }
  let strengths = Array.from({ length: players }, () => 1);
  for (let round = 0; round < 10_000; round++) {
    const next = strengths.map((own, player) => {
      let expected = 0;
      for (const [other, count] of (met[player] ?? []).entries())
        if (count > 0) expected += count / (own + (strengths[other] ?? 1));
      return expected === 0 ? own : (wins[player] ?? 0) / expected;
    });
    // Only ratios mean anything.
    const scale = Math.exp(next.reduce((sum, one) => sum + Math.log(one), 0) / players);
    const moved = Math.max(...next.map((one, player) => Math.abs(Math.log(one / scale / (strengths[player] ?? 1)))));
    strengths = next.map((one) => one / scale);
    if (!Number.isFinite(moved)) throw new RangeError('A player who never won, or never lost, has no rating.');
    if (moved < 1e-9) break;
  }
  const points = strengths.map((strength) => TENFOLD * Math.log10(strength));
  const middle = points.reduce((sum, one) => sum + one, 0) / players;
  return points.map((one) => MIDDLE + one - middle);
}

/** Ratings by Elo (1978), one meeting after the other: what depends on their order, and moves with it. @param step points that a meeting decides about */
export function elo(players: number, meetings: readonly Meeting[], step = 16): number[] {
  const ratings = Array.from({ length: players }, () => MIDDLE);
  for (const { first, second, score } of meetings) {
    const [own = MIDDLE, other = MIDDLE] = [ratings[first], ratings[second]];
    const moved = step * (score - winChance(own, other));
    ratings[first] = own + moved;
    ratings[second] = other - moved;
  }
  return ratings;
}

/** How likely a player of one rating is to win against one of another. */
export const winChance = (own: number, other: number): number => 1 / (1 + 10 ** ((other - own) / TENFOLD));

/** How sure Bradley–Terry ratings are: groups of meetings that belong together, as those of one prompt, are drawn anew with replacement. */
export function ratingIntervals(
  players: number,
  groups: readonly (readonly Meeting[])[],
  {
    seed,
    resamples = 200,
    confidence = 0.95,
    ...options
  }: BootstrapOptions & RatingOptions & { readonly seed: number | string },
): Interval[] {
  const random = createRandom(seed);
  const drawn = Array.from({ length: resamples }, () =>
    bradleyTerry(
      players,
      groups.flatMap(() => groups[random.int(groups.length)] ?? []),
      options,
    ),
  );
  return Array.from({ length: players }, (_, player) =>
    intervalOf(
      drawn.map((ratings) => ratings[player] ?? MIDDLE),
      confidence,
    ),
  );
}
