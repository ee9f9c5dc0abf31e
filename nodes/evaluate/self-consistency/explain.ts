import type { Explanation } from '@/graph';
import type { evaluateSelfConsistency } from './node';

export const explain: Explanation<typeof evaluateSelfConsistency> = {
  more: 'A model that knows something says the same each time; one that makes it up says something else. No source is needed for this. Agreement is the share of new answers that are the same as the first, without capitals, punctuation and articles. Inconsistency is how unexpected the words of the first answer are among those of the others. Where it is known what is right, it is told how well agreement separates right from wrong, and how often the model would be right if it kept silent below some agreement. Answers that say nothing, or that the model does not know, are counted apart.',
  formula: 'inconsistency = −1/J · Σⱼ ln p̃(wⱼ), with p̃ the share of a word among all answers',
  lookAt:
    'The curve of right answers by how many are told: where it rises to the left, agreement is worth waiting for. A model can also agree with itself on a mistake.',
  source:
    'Manakul et al. 2023 (SelfCheckGPT, section 5.3); Wang et al. 2023 (self-consistency); El-Yaniv & Wiener 2010 (selective answering)',
  params: {
    temperature: 'As it is used. Near 0 all answers are the same, and nothing can be told.',
    abstaining: 'An answer that has one of these is none. So is an empty one. Case does not matter.',
    limit: 'Of a list that is longer, the first are taken.',
  },
  inputs: {
    answers: 'Of “Answer prompts” with this model, greedy; with references, where it is known what is right.',
  },
};
