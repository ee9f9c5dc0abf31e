import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'The encoder looks each place of an example up in a codebook, and the decoder makes the example again from the entries it found. Examples so become small tables of codes, and a third network learns which code comes next, as a language model learns which word does. To make a new example, codes are drawn one after the other and decoded.',
  formula: 'loss = ‖x − x̂‖² / σ² + ‖sg[E(x)] − e‖² + β ‖E(x) − sg[e]‖² − log p(kₜ | k₁ … kₜ₋₁)',
  lookAt:
    'The error of the copies, and how many entries are in use. Good copies with poor samples mean that the prior knows too little of how codes go together.',
  source:
    'van den Oord, Vinyals & Kavukcuoglu 2017; Dhariwal et al. 2020 (entries that nothing chooses); Bengio et al. 2003 (a prior over what came before)',
};
