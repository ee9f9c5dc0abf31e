import { GenloomError, type Metric, type PreferencePair, type Run, readDecisions } from '@/graph';
import { wilsonInterval } from '@/ml/metrics/comparison/proportions';
import type { rankByHand } from './node';

export const run: Run<typeof rankByHand> = async ({ pairs: { pairs } }, params, { log }) => {
  const decisions = readDecisions(params.decisions);
  const ranked: PreferencePair[] = [];
  const won = { L: 0, R: 0, '=': 0, S: 0 };
  let [two, second] = [0, 0];
  for (const { id, prompt, left, right, leftBy, rightBy } of pairs) {
    const verdict = decisions.get(id);
    if (!verdict) continue;
    won[verdict] += 1;
    if (verdict !== 'L' && verdict !== 'R') continue;
    const [chosen, rejected] = verdict === 'L' ? [left, right] : [right, left];
    ranked.push({ prompt, chosen, rejected, by: 'person' });
    if (leftBy === rightBy) continue;
    two += 1;
    if ((verdict === 'L' ? leftBy : rightBy) === 2) second += 1;
  }
  const open = pairs.length - won.L - won.R - won['='] - won.S;
  if (ranked.length === 0)
    throw new GenloomError({
      code: 'ranking.none',
      title: open === pairs.length ? 'No pair is ranked yet.' : 'Of no pair one answer is preferred.',
      fix: 'Press “Rank answers” and say which of two answers is better.',
    });
  if (open > 0) log('info', `${ranked.length} of ${pairs.length} pairs are used; ${open} are not ranked yet.`);
  return {
    preferences: { pairs: ranked },
    report: {
      values: [
        { name: 'Preferred', value: ranked.length, help: 'Pairs of which you prefer one answer.' },
        { name: 'Ties', value: won['='] },
        { name: 'Passed over', value: won.S },
        { name: 'Not ranked yet', value: open, better: 'lower' },
        {
          name: 'Left preferred',
          value: (100 * won.L) / ranked.length,
          unit: '%',
          help: 'Near a half where the place plays no part.',
        },
        ...(two > 0 ? secondPreferred(second, two) : []),
      ],
      curves: [],
      notes: [],
    },
  };
};

/** How often the second of two models is preferred, and how sure that is. */
function secondPreferred(second: number, of: number): Metric[] {
  const { low, high } = wilsonInterval(second, of);
  return [
    {
      name: 'Second model preferred',
      value: (100 * second) / of,
      unit: '%',
      help: `Its share of ${of} pairs of two models. With this many it lies between ${(100 * low).toFixed(0)} and ${(100 * high).toFixed(0)} %, 19 times of 20; where that holds 50 %, it may be chance.`,
    },
    { name: 'Second model: at least', value: 100 * low, unit: '%' },
    { name: 'Second model: at most', value: 100 * high, unit: '%' },
  ];
}
