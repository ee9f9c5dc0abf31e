import type { Explanation } from '@/graph';
import { guardHelps } from '../../common/guard/helps';
import type { guardPrompts } from './node';

export const explain: Explanation<typeof guardPrompts> = {
  more: 'A model that was taught to refuse can be talked out of it; a guard cannot, since it never writes. It looks at what is asked: for your phrases and patterns, for personal data by how it is written, and by a classifier that learned from examples. What is refused never reaches the model, and gets the refusal as its answer.',
  formula: 'refused where p(unsafe | text) ≥ threshold, or a rule that refuses finds something',
  lookAt:
    'The report: what was refused, and why. Then “Measure refusals”: a guard that refuses everything is safe and useless.',
  source:
    'Inan et al. 2023 (Llama Guard); Markov et al. 2023 (moderation); Luhn 1960; ISO 13616 (IBAN); Cox 2007 (RE2)',
  params: guardHelps,
  inputs: {
    prompts: 'Each document is one.',
    conversations: 'What the user says in each is looked at; they keep their labels. Instead of prompts.',
    classifier: 'It should read questions. Without one, rules and patterns alone decide.',
  },
  outputs: {
    conversations: 'For “Answer prompts”. Words that were blacked out are so in here.',
    prompts: 'The same as plain texts, the last that was asked in each.',
    refused: 'With the refusal as their answers, so that refusals can be measured.',
  },
};
