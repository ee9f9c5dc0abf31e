import type { Explanation } from '@/graph';
import type { evaluateFacts } from './node';

export const explain: Explanation<typeof evaluateFacts> = {
  more: 'Names and values of the world are looked for in each sentence of an answer, as whole words. A value that is true of nobody whom the sentence names is made up; so is any value where nobody knows the answer. A sentence that claims nothing of anybody by name, such as “A baker”, answers what was asked. An answer is right where it gives what was asked for and makes nothing up. In a sentence that names several people a value may be true of any of them: ask for short answers. With sources connected, each claim is also compared with what these say: the same, something else, or nothing about it.',
  lookAt:
    'What is made up against what is not answered. A model that never says “I do not know” makes up the most; one that always does is of no use.',
  formula: 'right + made up + not answered + beside the question = 100 %',
  source: 'Min et al. 2023 (FActScore) for claims one by one; Rajpurkar, Jia & Liang 2018 for what cannot be answered',
  params: {
    abstaining:
      'An answer that has one of these, and gives no value, is none. So is an empty one. Case does not matter.',
  },
  inputs: {
    answers: 'Of “Answer prompts”, to the questions of the same world.',
    world: 'Of “Closed world”, or a table of yours with the columns Subject, Attribute, Value and Question.',
    sources:
      'Documents that the model was given, or learned from. A claim may be true and yet stand in none of them, or be what a wrong source says.',
  },
};
