import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'The model gives a probability to every token for every gap at once. The gap that it is surest of is filled with its likeliest token; then it looks again, since what was filled in tells something of the gaps that are left. Filling all gaps from the first look is quicker, and neighbours may then each make sense alone and not together.',
  formula: 'i* = argmaxᵢ maxₜ p(tᵢ = t | text),   fill i*, look again',
  lookAt:
    'Choose a filled token to see what else could have stood there. Gaps at the end of a text are harder than those in its middle, which have words on both sides.',
  source: 'Devlin et al. 2019 (BERT); Ghazvininejad et al. 2019 (Mask-Predict)',
};
