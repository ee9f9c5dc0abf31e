import type { Explanation } from '@/graph';
import { exampleTrainingHelps } from '../common/helps';
import type { trainVqVae } from './node';

export const explain: Explanation<typeof trainVqVae> = {
  more: 'The encoder looks each place of an example up in a codebook, and the decoder makes the example again from the entries it found. Examples so become small tables of codes, and a third network learns which code comes next, as a language model learns which word does. To make a new example, codes are drawn one after the other and decoded.',
  formula: 'loss = ‖x − x̂‖² / σ² + ‖sg[E(x)] − e‖² + β ‖E(x) − sg[e]‖² − log p(kₜ | k₁ … kₜ₋₁)',
  lookAt:
    'The error of the copies, and how many entries are in use. Good copies with poor samples mean that the prior knows too little of how codes go together.',
  source:
    'van den Oord, Vinyals & Kavukcuoglu 2017; Dhariwal et al. 2020 (entries that nothing chooses); Bengio et al. 2003 (a prior over what came before)',
  params: {
    ...exampleTrainingHelps,
    commitment: 'How hard the encoder is held to the entries that it chose. They are pulled to it with a weight of 1.',
    revive:
      'How hard entries that nothing chose are pulled to where something is. 0 leaves them, and much of the codebook may stay idle.',
    priorWidth:
      'Of the third network, which learns which code comes next after those before: new examples are drawn from it, code by code. It has two dense layers of this width.',
  },
  inputs: {
    encoder: 'Takes an example, and ends in a “Vector quantiser”.',
    decoder: 'Begins at a “Code input”, and gives an example.',
  },
};
