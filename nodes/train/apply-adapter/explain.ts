import type { Explanation } from '@/graph';
import type { applyAdapter } from './node';

const strength = '1 is as it was trained, 0 takes it off, less than 0 turns it round.';

export const explain: Explanation<typeof applyAdapter> = {
  more: 'The addition is worked into the weights, so that the model is as quick as before. The base that comes in stays as it is: to take an adapter off, use that. Several adapters are added one on another; they were not trained together, so listen to whether they get on.',
  formula: 'W′ = W + ∑ strength · (alpha / rank) · A·B',
  lookAt: 'The same prompt at strengths 0, 0.5 and 1.',
  source: 'Hu et al. 2021, section 4.1',
  params: { strength, secondStrength: strength, thirdStrength: strength },
};
