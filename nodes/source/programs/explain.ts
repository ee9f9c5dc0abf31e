import type { Explanation } from '@/graph';
import type { sourcePrograms } from './node';

export const explain: Explanation<typeof sourcePrograms> = {
  more: 'A program can be judged by what it does, not by how it looks: it passes its tests, or it does not. Each task is said in words (“add 3 to each, then keep the even ones”) and done by a function. A program that is asked was never learned from: a model that passes has put steps together that it knows, in a way that is new to it.',
  lookAt: 'The documents: the sentence is what the model reads, the line behind “return” what it writes.',
  source: 'Chen et al. 2021 (pass@k, HumanEval); each program runs in QuickJS, which sees no page and no network',
  params: {
    count: 'The same program may come more than once, in other words.',
    asked: 'Each a program of its own, with six tests; the first of them is the empty list.',
  },
  outputs: {
    text: 'Tasks with their functions, for a tokenizer and a language model.',
    exam: 'For “Sit the exam”: the model writes the rest of each function, and the tests run.',
  },
};
