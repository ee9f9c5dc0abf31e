import type { Explanation } from '@/graph';
import { epsilonHelp, normHelp } from '../helps';
import type { norm } from './node';

export const explain: Explanation<typeof norm> = {
  more: 'Without it, numbers grow or shrink from layer to layer until gradients vanish or explode. LayerNorm sets the mean to 0 and the spread to 1; RMSNorm only the size.',
  formula: 'LayerNorm: (x − mean) / √(var + ε) · g + b      RMSNorm: x / √(mean(x²) + ε) · g',
  lookAt: 'Where it stands: before attention and feed-forward (pre-norm) training is calmest.',
  source: 'Ba et al. 2016; Zhang & Sennrich 2019; Xiong et al. 2020',
  params: {
    kind: normHelp,
    bias: 'Adds a learned number after scaling.',
    epsilon: epsilonHelp,
  },
};
