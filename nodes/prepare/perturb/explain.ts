import type { Explanation } from '@/graph';
import type { perturbText } from './node';

export const explain: Explanation<typeof perturbText> = {
  more: 'People mistype, shout and digress, and a model that learned from clean text may stumble over it. Documents keep their number and order, so that references still fit. Only letters are touched: numbers stay what they are.',
  lookAt: 'Whether you can still read it. What people read with ease a model should bear too.',
  source:
    'Belinkov & Bisk 2018 for typing errors; Jia & Liang 2017 for sentences that distract; Ribeiro et al. 2020 (CheckList) for other words; Perez & Ribeiro 2022 for injection; Shen et al. 2024 (“Do anything now”) for jailbreaks',
  params: {
    severity:
      'Each step changes two letters in a hundred more (eight where capitals are odd), or puts one more sentence in; of what can be said in other words, a fifth more is.',
  },
};
