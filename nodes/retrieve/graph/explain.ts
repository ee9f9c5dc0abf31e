import type { Explanation } from '@/graph';
import type { askGraph } from './node';

export const explain: Explanation<typeof askGraph> = {
  more: 'A question names somebody, and asks for what a relation leads to. The names are those of the graph; which relation is meant is told by the words of the question: each relation knows the words of its own name and of the sentences that say it. The facts of who is named are ordered by that. Without a language model the best ones are the answer, and where none fits, it says so. With one, the facts are numbered, and it answers from them alone, with citations.',
  formula: 'score(r) = ∑ over words w of the question: log((count of w with r + ½) / (count expected of w + ½))',
  lookAt: 'The sources: each number cites a fact, with the sentence that it was read from.',
  source: 'Berant et al. 2013 (relations by the words that go with them); Edge et al. 2024 (answers from graphs)',
  params: {
    query:
      'One question a line. Who is asked about has to be called as the graph calls them, or by another name that it knows.',
    top: 'Facts that are found for a question at most, with one who is named or, where two are named, between them first.',
    instructions: 'What a language model is told before the facts and the question.',
  },
  inputs: { llm: 'Without one the facts themselves are the answer.' },
};
