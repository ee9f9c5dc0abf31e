import type { Random } from '../../random';
import { type Chart, TRENDS, type Trend } from './caption';

/** How values, all different, go from left to right. */
export function trendOf(values: readonly number[]): Trend {
  const rises = values.slice(1).map((value, at) => value > (values[at] ?? 0));
  const turns = rises.slice(1).filter((up, at) => up !== rises[at]).length;
  if (turns === 0) return rises[0] ? 'rising' : 'falling';
  if (turns > 1) return 'going up and down';
  return rises[0] ? 'rising then falling' : 'falling then rising';
}

/** So many different ranks, 0 the lowest, in an order that goes one of the ways there are, each about as often. Three can only turn once. */
export function drawRanks(count: Chart['count'], random: Random): number[] {
  const ways = count === 3 ? TRENDS.slice(0, 4) : TRENDS;
  const trend = ways[random.int(ways.length)] ?? 'rising';
  const ranks = Array.from({ length: count }, (_, rank) => rank);
  if (trend === 'rising') return ranks;
  if (trend === 'falling') return ranks.reverse();
  if (trend === 'rising then falling') return around(count - 1, ranks.slice(0, -1), random);
  if (trend === 'falling then rising') return around(0, ranks.slice(1).reverse(), random);
  for (let attempt = 0; attempt < 50; attempt++) if (trendOf(random.shuffle(ranks)) === trend) return ranks;
  // Small and large ones in turn.
  return ranks.sort((a, b) => a - b).map((_, at) => (at % 2 === 0 ? at / 2 : count - 1 - (at - 1) / 2));
}

/** A turning point with at least one on either side: some of the others, in their order, before it, and the rest backwards behind it. */
function around(turn: number, others: readonly number[], random: Random): number[] {
  const mixed = random.shuffle([...others]);
  const before = new Set(mixed.slice(0, 1 + random.int(others.length - 1)));
  return [...others.filter((rank) => before.has(rank)), turn, ...others.filter((rank) => !before.has(rank)).reverse()];
}

/**
 * Numbers from `low` to `high` in the order of ranks: the smallest and the largest are at least `apart` from the next, and all others half as far, so that all
 * can be told apart; the room that is left is given by chance.
 */
export function spread(
  ranks: readonly number[],
  { low, high, apart }: { readonly low: number; readonly high: number; readonly apart: number },
  random: Random,
): number[] {
  const last = ranks.length - 1;
  const least = Array.from({ length: last }, (_, at) => (at === 0 || at === last - 1 ? apart : apart / 2));
  const room = high - low - least.reduce((sum, gap) => sum + gap, 0);
  // Shares of the room: below the first, between each two, above the last.
  const shares = Array.from({ length: last + 2 }, () => 0.15 + random.next());
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const sorted: number[] = [];
  for (let at = 0; at <= last; at++) {
    const share = ((shares[at] ?? 0) / whole) * room;
    sorted.push(at === 0 ? low + share : (sorted[at - 1] ?? 0) + (least[at - 1] ?? 0) + share);
  }
  return ranks.map((rank) => sorted[rank] ?? low);
}

/** How large the largest slice of a pie may be, by how many there are: with less than half of it, and with more. Nothing lies between, so that one sees which. */
const LARGEST: Readonly<
  Record<Chart['count'], Readonly<Record<'under' | 'over', readonly [low: number, high: number]>>>
> = {
  3: { under: [0.42, 0.44], over: [0.56, 0.7] },
  4: { under: [0.36, 0.44], over: [0.56, 0.66] },
  5: { under: [0.32, 0.44], over: [0.56, 0.58] },
};
/** How far the largest slice is from the next, the smallest from the next, and how small that may be. */
const [BELOW, ABOVE, SMALLEST] = [0.08, 0.05, 0.065];

/** Shares of a pie, the largest first and the smallest second; they add up to 1. */
export function drawShares(count: Chart['count'], overHalf: boolean, random: Random): number[] {
  const within = (low: number, high: number) => low + (high - low) * random.next();
  const largest = within(...LARGEST[count][overHalf ? 'over' : 'under']);
  const between = count - 2;
  const [rest, most] = [1 - largest, largest - BELOW];
  const smallest = within(Math.max(SMALLEST, rest - between * most), (rest - between * ABOVE) / (between + 1));
  // All others are alike, but for what one of them gives another.
  const mean = (rest - smallest) / between;
  const given = random.next() * Math.min(mean - smallest - ABOVE, most - mean);
  const others = Array.from({ length: between }, (_, at) =>
    between === 1 || at > 1 ? mean : mean + (at === 0 ? given : -given),
  );
  return [largest, smallest, ...others];
}
