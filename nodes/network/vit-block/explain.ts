import type { Explanation } from '@/graph';
import { dropoutHelp, headsHelp, hiddenHelp } from '../helps';
import type { vitBlock } from './node';

export const explain: Explanation<typeof vitBlock> = {
  more: 'The same layer as in a language model, without the rule that nothing may look ahead: an image has no first and last. Convolutions see what is near; here a patch can find what belongs to it at the other end of the image.',
  formula: 'x ← x + attention(norm(x))      x ← x + MLP(norm(x))',
  lookAt: '“Look into attention” after training: which patches a patch looks at, in each head.',
  source: 'Dosovitskiy et al. 2021; Xiong et al. 2020 (norm first)',
  params: {
    heads: headsHelp,
    hidden: hiddenHelp,
    dropout: dropoutHelp,
  },
};
