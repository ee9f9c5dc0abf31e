import type { Explanation } from '@/graph';
import { activationHelp, biasHelp, dropoutHelp, hiddenHelp, residualScaleHelp } from '../helps';
import type { feedForward } from './node';

export const explain: Explanation<typeof feedForward> = {
  more: 'Attention moves information between tokens; the feed-forward part thinks about it. Most of what a model knows is stored in its two matrices, or three with SwiGLU.',
  formula: 'W₂ · gelu(W₁ x)      SwiGLU: W₂ · (silu(W_g x) ⊙ W₁ x)',
  lookAt: 'Its parameters: about two thirds of each block.',
  source: 'Vaswani et al. 2017; Hendrycks & Gimpel 2016 (GELU); Shazeer 2020 (SwiGLU)',
  params: {
    hidden: hiddenHelp,
    activation: activationHelp,
    dropout: dropoutHelp,
    bias: biasHelp,
    residualScale: residualScaleHelp,
  },
};
