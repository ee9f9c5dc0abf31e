import type { Explanation } from '@/graph';
import { imageActivationHelp } from '../helps';
import type { dense } from './node';

export const explain: Explanation<typeof dense> = {
  more: 'It multiplies what comes in by a learned matrix, adds a learned vector and bends the result. Where the input node tells the noise, the class or the caption, dense layers of one width share a vector of that and add it before they bend. Several of them are an “MLP”, which opens into these.',
  formula: 'y = σ(W h + b + told)      residual: y = h + σ(W h + b + told)',
  lookAt: 'Its parameters, the numbers that come in × its width: after an image they are soon millions.',
  source: 'Rumelhart et al. 1986; He et al. 2015 (residual)',
  params: {
    width: 'How many numbers it gives. Twice the width is twice the work here, and in the next layer.',
    activation: imageActivationHelp,
    residual: 'Adds to what came in, which keeps deep networks trainable. As many numbers must come in as go out.',
  },
};
