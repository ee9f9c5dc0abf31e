import type { Explanation } from '@/graph';
import type { evaluateModalities } from './node';

export const explain: Explanation<typeof evaluateModalities> = {
  more: 'One loss over everything hides what a model is bad at. Here each token is counted for what it is part of: what stands between ⟦ and ⟧ is a picture, between ⟨ and ⟩ a motion, words beside a picture are its caption, lines in ABC are a melody, and all else is text.',
  formula: 'lossₘ = −1/Nₘ ∑ log p(tᵢ | t₁ … tᵢ₋₁), over the tokens of modality m',
  lookAt:
    'Which is the highest. A first half of what cannot be foretold, such as a name, counts as much as what can: no loss goes to 0.',
  source: 'Reed et al. 2022 (Gato); Aghajanyan et al. 2023 (scaling laws for mixed-modal models: losses by modality)',
  inputs: { data: '“Validation” of “Encode”: documents of all kinds that the model never saw.' },
};
