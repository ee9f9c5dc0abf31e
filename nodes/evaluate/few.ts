import type { Metric, Metrics } from '@/graph';

/** From fewer examples, shares of them change by several percent with each new set: √(p (1 − p) / 200) is 3.5 % of a half. */
const FEW = 200;
const EXAMPLES = 'Examples';

/** What the figures of two sets of examples stand on: the smaller one. */
export const examplesFigure = (made: number, real: number): Metric => ({
  name: EXAMPLES,
  value: Math.min(made, real),
  help: 'Of the smaller of both sets. With few, all figures change by chance.',
});

/** What to say of two sets, one of which is small; null where neither is. */
export const ofFew = (made: number, real: number): string | null =>
  Math.min(made, real) >= FEW
    ? null
    : `${made.toLocaleString('en')} made and ${real.toLocaleString('en')} real examples are few: with others, the figures would be others. Compare ${FEW} of each at least.`;

/** How many examples measures stand on, where those are few; null where they are many, or no examples were compared. */
export function fewBehind({ values }: Metrics): number | null {
  const count = values.find(({ name }) => name === EXAMPLES)?.value;
  return count !== undefined && count < FEW ? count : null;
}
