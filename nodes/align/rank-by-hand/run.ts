import { GenloomError, type PreferencePair, type Run, readDecisions } from '@/graph';
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
        { name: 'Left preferred', value: won.L / ranked.length, help: 'Near a half where the place plays no part.' },
        ...(two > 0
          ? [{ name: 'Second model preferred', value: second / two, help: 'Its share of the pairs of two models.' }]
          : []),
      ],
      curves: [],
      notes: [],
    },
  };
};
