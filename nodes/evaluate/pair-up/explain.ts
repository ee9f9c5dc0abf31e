import type { Explanation } from '@/graph';
import type { pairUp } from './node';

export const explain: Explanation<typeof pairUp> = {
  more: 'Only prompts that all models answered are used. For each, every two models meet; which of them stands left is drawn, and who wrote what is not shown. Where there would be more pairs than are wanted, whole prompts are drawn, so that no model meets the others less often.',
  lookAt: 'How many pairs there are: with fewer than about fifty, ratings lie far apart by chance alone.',
  params: { most: 'For a person twenty to fifty are an evening’s work; a judging model takes hundreds.' },
};
