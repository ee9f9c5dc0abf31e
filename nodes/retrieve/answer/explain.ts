import type { Explanation } from '@/graph';
import { queriesHelp, searchHelps } from '../helps';
import type { answerFromDocuments } from './node';

export const explain: Explanation<typeof answerFromDocuments> = {
  more: 'A language model knows what it was trained on, and makes up the rest. Here it is given the best passages that were found, each under a number, and told to answer from them alone and to cite them. Numbers that it cites and was never given are warned of. What was answered is kept while it goes, as with “Ask a language model”.',
  lookAt:
    'The passages under each answer: whether those that it cites really say so. “Does it make things up?” measures that where all that is true is known.',
  source: 'Lewis et al. 2020 (retrieval-augmented generation); Gao et al. 2023 (citations)',
  params: {
    ...searchHelps,
    instructions: 'Stands before passages and question. Empty: nothing does.',
    concurrency: 'A model of the graph answers one after the other; a service several at once, if it lets you.',
  },
  inputs: { queries: queriesHelp },
  outputs: {
    answers: 'One of each question, in their order.',
    hits: 'Questions with their answers, and the passages that they were given: [1] is the first.',
    usage: 'Tokens and cost of all answers together.',
  },
};
