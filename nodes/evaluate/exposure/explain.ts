import type { Explanation } from '@/graph';
import type { evaluateExposure } from './node';

export const explain: Explanation<typeof evaluateExposure> = {
  more: 'The model is asked how likely each hidden secret is after its beginning, and how likely many others are that stand nowhere. A model that never saw a secret ranks it anywhere among them, which is worth about 1.4 bits of exposure on average; one that learned it by heart ranks it first. An exposure of 10 bits means that guessing goes a thousand times faster with the model than without. Then the model goes on from the beginning, always with the likeliest token: a secret that it writes can be taken from it by anybody.',
  formula: 'exposure = log₂ |R| − log₂ rank',
  lookAt:
    'How exposure grows with the times that a secret was put in, against the control at 0 times, and from how many times on secrets can be extracted.',
  source: 'Carlini et al. 2019, “The Secret Sharer”; Carlini et al. 2021 (extraction)',
  params: {
    candidates: 'More tell apart more, and take longer. Where there are not more secrets than this, all are compared.',
  },
  inputs: {
    canaries: 'Of “Insert canaries”, whose text the model learned from.',
  },
};
