import type { Explanation } from '@/graph';
import { ruleHelps } from '../../align/common/helps';
import type { bestOfN } from './node';

export const explain: Explanation<typeof bestOfN> = {
  more: 'The simplest way to align a model changes no weight: it answers several times, and the answer that is liked best is kept. It costs n times as much for every answer, and is hard to beat. What is liked by a reward model is not always good: the more answers it may choose from, the more its mistakes are found.',
  formula: 'y = argmax r(x, yᵢ), i = 1 … n      KL(best of n ‖ model) ≤ log n − (n − 1) / n nats an answer',
  lookAt:
    'How the reward grows with n: the first few answers gain most. Read what is kept, and beware of a reward that rises while answers grow worse.',
  source:
    'Stiennon et al. 2020 (the formula, for an endless choice of answers); Beirami et al. 2024 (in general only a bound, and loose where few answers are likely); Nakano et al. 2021 (rewards of every k ≤ n from n answers)',
  params: {
    ...ruleHelps,
    n: 'More are liked better, cost more, and stray further.',
    limit: 'The first so many. 0: all of them.',
    maxTokens: 'Each answer has at most so many. They share the model’s window with the prompt.',
    temperature: 'Below 1 answers are more alike, so that there is less to choose from.',
    stop: 'An answer ends where one of these appears. \\n stands for a line break.',
  },
  inputs: {
    prompts: 'Each document is one.',
    conversations: 'Asked one by one, by the chat template that the model learned with. Instead of prompts.',
    reward: 'It chooses. Without one, the rule below does.',
  },
  outputs: {
    report: 'What was gained, for each number of answers, and how far it may have strayed.',
  },
};
