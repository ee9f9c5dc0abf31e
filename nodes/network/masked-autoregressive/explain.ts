import type { Explanation } from '@/graph';
import { actNormHelp, flowDepthHelp, flowWidthHelp } from '../helps';
import type { maskedAutoregressive } from './node';

export const explain: Explanation<typeof maskedAutoregressive> = {
  more: 'A coupling layer moves half of the numbers; this one moves all of them at once. The first is moved by the same for every example, the second by what the first says, the third by what the first two say, and so on. Weights that would let a number see itself or a later one are masked away. Learning takes one pass; making an example takes one pass for each of its numbers.',
  formula: 'yᵢ = (xᵢ − μᵢ(x₁ … xᵢ₋₁)) · exp(−αᵢ(x₁ … xᵢ₋₁))      log |det ∂y/∂x| = −Σ αᵢ',
  lookAt:
    'Its log-likelihood against that of “Coupling layers”: often better where examples have many numbers, and slower to draw from. The width should be at least the count of numbers.',
  source: 'Papamakarios et al. 2017 (MAF); Germain et al. 2015 (MADE)',
  params: {
    repeat: 'So many one after another; every other one goes through the numbers from the last to the first.',
    width: flowWidthHelp,
    depth: flowDepthHelp,
    actNorm: actNormHelp,
  },
};
