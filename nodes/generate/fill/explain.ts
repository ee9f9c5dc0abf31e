import type { Explanation } from '@/graph';
import type { fillGaps } from './node';

export const explain: Explanation<typeof fillGaps> = {
  more: 'The model gives a probability to every token for every gap at once. The gap that it is surest of is filled with its likeliest token; then it looks again, since what was filled in tells something of the gaps that are left. Filling all gaps from the first look is quicker, and neighbours may then each make sense alone and not together.',
  formula: 'i* = argmaxᵢ maxₜ p(tᵢ = t | text),   fill i*, look again',
  lookAt:
    'Choose a filled token to see what else could have stood there. Gaps at the end of a text are harder than those in its middle, which have words on both sides.',
  source: 'Devlin et al. 2019 (BERT); Ghazvininejad et al. 2019 (Mask-Predict)',
  params: {
    text: 'Each ___ or [MASK] is a gap. Leave a space on either side of a missing word.',
    width: 'A rare word is several tokens. The model fills what it is given: it does not choose how many.',
    order: 'One after another, each gap sees what was filled in before. All at once, two gaps may not fit together.',
  },
  inputs: {
    model: 'One that “Train masked language model” made.',
    text: 'Instead of the text below. Gaps are written as ___ or [MASK].',
  },
  outputs: {
    text: 'With its gaps filled.',
    trace: 'What could have stood in each gap, and how likely it was.',
  },
};
