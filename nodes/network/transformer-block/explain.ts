import type { Explanation } from '@/graph';
import {
  activationHelp,
  biasHelp,
  causalHelp,
  dropoutHelp,
  epsilonHelp,
  headsHelp,
  hiddenHelp,
  keyValueHeadsHelp,
  normHelp,
  positionsHelp,
  publishedHelps,
  ropeThetaHelp,
} from '../helps';
import type { transformerBlock } from './node';

export const explain: Explanation<typeof transformerBlock> = {
  more: 'Attention lets tokens exchange what they know; feed-forward lets each think about what it got. Both add their result to a stream that runs through the whole network. Early layers find letters and words, later ones meaning.',
  formula: 'x ← x + attention(norm(x));   x ← x + feed-forward(norm(x))',
  lookAt: 'Parameters grow with layers × width², and the work of attention with the length of the context.',
  source: 'Vaswani et al. 2017; Radford et al. 2019 (GPT-2, pre-norm); Touvron et al. 2023 (RMSNorm, SwiGLU, RoPE)',
  params: {
    repeat: 'So many of these blocks one after another, each with weights of its own.',
    heads: headsHelp,
    positions: positionsHelp,
    ropeTheta: ropeThetaHelp,
    keyValueHeads: keyValueHeadsHelp,
    causal: causalHelp,
    norm: normHelp,
    activation: activationHelp,
    hidden: hiddenHelp,
    dropout: dropoutHelp,
    bias: biasHelp,
    ...publishedHelps,
    epsilon: epsilonHelp,
  },
};
