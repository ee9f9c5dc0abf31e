import type { Explanation } from '@/graph';
import type { arena } from './node';

export const explain: Explanation<typeof arena> = {
  more: 'Who wins often, and against whom, becomes a rating: 400 points more mean ten wins for each loss. Judging models favour what stands first; so each pair is put to the judge twice, the second time turned round, and where it then says otherwise the pair is a draw. What it says that names neither answer is counted, and told. Without a judge you decide yourself, blind, and the decisions are part of the graph.',
  formula: 'P(a beats b) = 1 / (1 + 10^((R_b − R_a)/400));  the ratings are the most likely ones (Bradley & Terry)',
  lookAt:
    'The intervals, not the order: where two overlap widely, nobody knows yet which is better. And how often the judge agrees with itself: near a half it judges by place.',
  source:
    'Bradley & Terry 1952; Elo 1978; Zheng et al. 2023, “Judging LLM-as-a-judge with MT-bench and Chatbot Arena”; intervals by bootstrap over prompts',
  params: {
    names: 'With commas between them, in the order of the models.',
    decisions: 'Arrow keys choose, = is a tie, Space passes over, Backspace takes back.',
    asked: 'By what the better answer is to be told.',
  },
  inputs: {
    pairs: 'What “Pair up answers” or “Pairs to rank” made.',
    judge: 'A language model to talk to; it sees the prompt and both answers, and not who wrote them.',
    reward: 'Where there is no judge: the answer that it gives more wins.',
  },
  outputs: { table: 'One row for each model, best first.' },
};
