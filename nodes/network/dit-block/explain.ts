import type { Explanation } from '@/graph';
import { headsHelp, hiddenHelp } from '../helps';
import type { ditBlock } from './node';

export const explain: Explanation<typeof ditBlock> = {
  more: 'The noise, the class and the caption as a whole become one vector, which all blocks share. In each block it gives a shift and a scale before attention and before the feed-forward part, and a gate after each. All gates begin closed: a new block lets everything through as it is, and learns little by little what to change.',
  formula:
    'x ← x + gate₁ · attention( norm(x)(1 + scale₁) + shift₁ )      x ← x + gate₂ · MLP( norm(x)(1 + scale₂) + shift₂ )',
  lookAt: 'The loss of the first steps, which falls smoothly however many blocks there are.',
  source: 'Peebles & Xie 2023, section 3.2 (adaLN-Zero)',
  params: {
    heads: headsHelp,
    hidden: hiddenHelp,
  },
};
