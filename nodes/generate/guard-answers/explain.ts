import type { Explanation } from '@/graph';
import { guardHelps } from '../../common/guard/helps';
import type { guardAnswers } from './node';

export const explain: Explanation<typeof guardAnswers> = {
  more: 'Whatever wrote the answers, and however it was asked, what leaves is looked at once more: for your phrases and patterns, for personal data that the model may have learned by heart, and by a classifier. Each answer keeps a record of what was done with it and why.',
  formula: 'refused where p(unsafe | text) ≥ threshold, or a rule that refuses finds something',
  lookAt: 'The report and the answers themselves: is what was blacked out personal, and is what was left harmless?',
  source:
    'Inan et al. 2023 (Llama Guard, which judges answers too); Carlini et al. 2021 (models give away what they learned by heart); Luhn 1960; ISO 13616',
  params: guardHelps,
  inputs: {
    answers: 'Of any model.',
    classifier: 'It judges the part that it learned to read: the question, the answer, or both.',
  },
  outputs: {
    answers: 'All of them: refused ones have the refusal instead.',
  },
};
