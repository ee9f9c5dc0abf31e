import type { Explanation } from '@/graph';
import type { minibatchDeviation } from './node';

export const explain: Explanation<typeof minibatchDeviation> = {
  more: 'A critic that sees one example at a time cannot tell that a generator makes the same good one again and again. This adds one number to what it sees: how much the examples of its group differ. Real groups differ a lot, so the generator has to vary too.',
  formula: 's = mean over features of √( mean over the group of (h − h̄)² )',
  lookAt:
    'The samples while training: whether they go on differing from each other. It belongs near the end of a critic, before its last layers.',
  source: 'Karras et al. 2018, section 3',
  params: {
    group: 'So many examples of a batch are compared with each other. 4 is usual.',
  },
};
