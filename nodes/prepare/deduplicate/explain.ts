import type { Explanation } from '@/graph';
import type { deduplicate } from './node';

export const explain: Explanation<typeof deduplicate> = {
  more: 'Text that stands in the data many times is learned by heart, and text that stands in both halves makes validation look better than it is. Near-duplicates are found with MinHash: each document is boiled down to a short list of numbers that agree as often as the documents share word sequences.',
  formula: 'P[min h(A) = min h(B)] = |A ∩ B| / |A ∪ B|',
  lookAt: 'The pairs in the report: are they copies, or only alike? Move the threshold until it is right.',
  source: 'Broder 1997; Lee et al. 2022, “Deduplicating training data makes language models better”',
  params: {
    threshold: 'How much of their word sequences two documents must share: 0.8 finds copies with small edits.',
    shingle: 'Documents are compared by all runs of so many words. Longer runs make it stricter.',
    permutations: 'More make the comparison more exact, and slower.',
  },
  outputs: {
    report: 'How many were removed, with pairs to look at.',
  },
};
