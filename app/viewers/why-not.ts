import type { View } from '@/graph';

type Step = Extract<View, { view: 'distribution' }>['steps'][number];

/** Why a candidate was ruled out, in the few words that stand beside it. */
export function whyNot(cutBy: string | undefined): string {
  switch (cutBy) {
    case 'greedy':
      return 'not the likeliest';
    case 'beams':
      return 'in no beam';
    case undefined:
      return 'ruled out';
    default:
      return `cut by ${cutBy}`;
  }
}

/** What the strategy did at a step, in sentences. */
export function verdictOn({ piece, candidates, turn }: Step): string {
  const likeliest = candidates[0]?.piece === piece ? 'The likeliest one.' : 'Not the likeliest one.';
  const rank = turn === undefined ? likeliest : `${likeliest} Filled as number ${turn}.`;
  const reasons = [...new Set(candidates.flatMap(({ kept, cutBy }) => (kept || !cutBy ? [] : [cutBy])))];
  if (reasons.includes('greedy')) return `${rank} Greedy decoding takes no other.`;
  if (reasons.includes('beams'))
    return `${rank} Beam search went on with the likeliest texts; those in no beam were less likely as a whole.`;
  return reasons.length === 0 ? rank : `${rank} Some were cut by ${reasons.join(' and ')}.`;
}
