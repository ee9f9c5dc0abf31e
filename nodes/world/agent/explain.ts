import type { Explanation } from '@/graph';
import type { worldAgent } from './node';

export const explain: Explanation<typeof worldAgent> = {
  more: 'At each moment the model reads what a person would: the situation in words, and the actions that are allowed, each with its number. It answers with the tool “act”, or with JSON such as {"action": 3}. What is not allowed is told to it, and it is asked again; where it has no more tries, what changes least is done in its place, and counted. It is told nothing of the moments before: what matters stands in the situation.',
  lookAt:
    'Wire its episodes into “Play episodes”: the same ones are then played greedily, by rules, by the trained policy and as well as possible, in one table. How often something was done in its place says whether it understands what it is asked.',
  source: 'Yao et al. 2023 (ReAct); the interface is that of Gymnasium, Towers et al. 2024',
  params: {
    count: 'Drawn from the seed of this node. Each moment of each is a question to the model.',
    instructions: 'What it is told beside the situation.',
    retries: 'So often it may try again where what it said is not allowed.',
    calls: 'In words: for models that cannot call tools.',
  },
  outputs: { episodes: 'What it did, moment by moment, with what it thought.' },
};
