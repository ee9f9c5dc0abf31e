import type { Explanation } from '@/graph';
import { alignmentDetailHelps, alignmentHelps, pairHelps } from '../common/helps';
import type { trainRewardModel } from './node';

export const explain: Explanation<typeof trainRewardModel> = {
  more: 'The model’s head, which foretold tokens, gives way to one that gives a single number at the end of a text. Training raises the number of the preferred answer over that of the other one. How far two scores lie apart then says how likely the first is to be preferred: one point apart is about three to one.',
  formula: 'p(y₊ before y₋) = σ(s(y₊) − s(y₋))      loss = −log p',
  lookAt:
    'Accuracy on pairs that were put aside, and the calibration curve: where the judge is 80 % sure, it should be right in 80 % of pairs. A judge that is too sure is easily gamed.',
  source: 'Bradley & Terry 1952; Stiennon et al. 2020; Ouyang et al. 2022',
  params: {
    ...pairHelps,
    ...alignmentDetailHelps,
    ...alignmentHelps,
    centre: 'Only differences of scores are learned; this keeps them around 0.',
  },
  inputs: {
    model: 'The judge begins with what it knows of the language.',
  },
};
