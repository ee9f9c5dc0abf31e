import type { Explanation } from '@/graph';
import { tokenDetailHelps, tokenTrainingHelps } from '../common/helps';
import type { trainMaskedLanguageModel } from './node';

export const explain: Explanation<typeof trainMaskedLanguageModel> = {
  more: 'Some tokens of each block are hidden behind a mask, and the network has to say what they were. Since it may look at both sides of a gap, it comes to know texts well, but it does not learn to write one from left to right. A tenth of the hidden tokens is replaced by another one and a tenth is left as it is, so that the model looks at every token with care and not only at masks. The embedding gets one row more, for the mask.',
  formula: 'loss = −1/|M| ∑ log p(tᵢ | all tokens outside M),   i ∈ M, about 15 % of the places',
  lookAt:
    'The share of gaps that are filled right, beside the loss. The loss stays flat for a while, at what is known of tokens by how frequent they are, and falls once the network finds out how to look around. Each step learns from the hidden tokens only, so it takes more steps than a model that writes.',
  source: 'Devlin et al. 2019 (BERT), section 3.1; Taylor 1953 (cloze); Wettig et al. 2023 (how much to hide)',
  params: {
    ...tokenTrainingHelps,
    ...tokenDetailHelps,
    share:
      'The share of each block that has to be found again. More teach more in each step, and leave less to find them by.',
    sampleText: 'A text with gaps, written as ___ or [MASK], that the model fills at each look.',
    replaced: 'Another token stands there instead of the mask, so that the model learns to doubt what it sees.',
    kept: 'The token stands there as it is, and has to be found all the same: real texts have no masks.',
  },
  inputs: {
    network: 'Ends in a language-model head. “Look back only” is off in its blocks.',
  },
  outputs: {
    model: 'Fills gaps. It cannot go on writing.',
  },
};
