import type { Explanation } from '@/graph';
import { answerHelps, ruleHelps } from '../common/helps';
import type { rankByRule } from './node';

export const explain: Explanation<typeof rankByRule> = {
  more: 'People are slow and dear; a rule is quick and never tired. It stands in for a person wherever you want to see how alignment works, since you know exactly what it wants, and can check whether the model learned that or something that only looks like it. Real people make mistakes: some noise shows how much of it training forgives.',
  formula: 'score = ∑ weight × part of the rule; the higher of two answers is preferred',
  lookAt:
    'How far the scores of the answers lie apart. Where nearly all are worth the same, there is little to learn: let the model dare more, or change the rule.',
  source: 'Ziegler et al. 2019 and Stiennon et al. 2020, who learn from pairs that people ranked',
  params: {
    ...ruleHelps,
    ...answerHelps,
    pairs: 'How many pairs are made; prompts come up again where there are fewer.',
    noise: 'The share of pairs that are ranked the wrong way round, as people do at times.',
    together: 'More are quicker and take more memory. The answers are the same.',
  },
  inputs: {
    prompts: 'Each document is the beginning of what the model writes.',
  },
  outputs: {
    report: 'What the rule thinks of the answers.',
  },
};
