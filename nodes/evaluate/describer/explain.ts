import type { Explanation } from '@/graph';
import type { evaluateDescriber } from './node';

export const explain: Explanation<typeof evaluateDescriber> = {
  more: 'A description counts as right where it says all that the caption says, word for word: of the built-in shapes that is every attribute, how many, how large, which colour, which shape and where. Each of these attributes is counted by itself too. Each question that stands under the captions is asked, and its answer has to be the right one. BLEU and CIDEr tell how much of the wording is right where descriptions may be worded otherwise.',
  formula: 'right = descriptions equal to their caption / all',
  lookAt: 'The kinds of questions side by side: what it is least sure of, places or numbers, it has seen least of.',
  source:
    'Antol et al. 2015 (VQA accuracy with one answer); Papineni et al. 2002 (BLEU); Vedantam et al. 2015 (CIDEr-D)',
  params: { limit: 'So many of the pictures, spread evenly over them.' },
  inputs: { examples: 'Such as it has not learned from, with captions, and with questions under them.' },
  outputs: { ranking: 'Pictures with what it says of them: those that it gets wrong first.' },
};
