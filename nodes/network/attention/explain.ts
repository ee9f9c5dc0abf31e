import type { Explanation } from '@/graph';
import {
  biasHelp,
  causalHelp,
  dropoutHelp,
  epsilonHelp,
  headsHelp,
  keyValueHeadsHelp,
  positionsHelp,
  publishedHelps,
  residualScaleHelp,
  ropeThetaHelp,
} from '../helps';
import type { attention } from './node';

export const explain: Explanation<typeof attention> = {
  more: 'Each token asks a question (query), offers a label (key) and has something to tell (value). How well a question fits a label decides how much of that value it takes. Several heads ask different questions at once. Use it with “Norm” before and “Residual add” after, or take the whole “Transformer block”.',
  formula: 'softmax(Q Kᵀ / √d + mask) V',
  lookAt: 'Which tokens a token looks at: its own word, the word before, the name three lines up.',
  source:
    'Vaswani et al. 2017; Shazeer 2019 (multi-query); Ainslie et al. 2023 (grouped-query); Su et al. 2021 (RoPE); Press et al. 2022 (ALiBi)',
  params: {
    heads: headsHelp,
    positions: positionsHelp,
    ropeTheta: ropeThetaHelp,
    keyValueHeads: keyValueHeadsHelp,
    causal: causalHelp,
    dropout: dropoutHelp,
    bias: biasHelp,
    ...publishedHelps,
    epsilon: epsilonHelp,
    residualScale: residualScaleHelp,
  },
};
