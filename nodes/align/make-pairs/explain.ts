import type { Explanation } from '@/graph';
import { answerHelps } from '../common/helps';
import type { makePairs } from './node';

export const explain: Explanation<typeof makePairs> = {
  more: 'Which answer stands left is drawn by the seed, so that whoever ranks cannot tell which model wrote it, or which came first. The same seed makes the same pairs. Two answers that read the same are left out, since there is nothing to choose.',
  formula: 'two answers y₁, y₂ ∼ p(y | prompt); left and right by a coin',
  lookAt:
    'Whether the two answers differ in something you care about. Where they are much alike, raise the temperature.',
  source: 'Christiano et al. 2017 and Stiennon et al. 2020, who let people compare two at a time',
  params: {
    pairs: 'How many pairs are made; prompts come up again where there are fewer.',
    ...answerHelps,
    together: 'More are quicker and take more memory. The answers are the same.',
  },
  inputs: {
    second: 'With it each pair has one answer of each model. Without it the model answers twice.',
    prompts: 'Each document is the beginning of what the model writes.',
  },
};
