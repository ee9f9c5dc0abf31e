import type { Explanation } from '@/graph';
import type { worldPlay } from './node';

export const explain: Explanation<typeof worldPlay> = {
  more: 'Each policy plays the same episodes: at random among what is allowed; greedily, by what pays at once; by a few rules that look further; and the trained one, where one is wired. Beside them stands the best that each episode holds, found by a search that proves that nothing better exists. It knows what will happen, failures and orders to come included, so nobody can be expected to reach it.',
  formula: 'share = (return − r₀) / (best − r₀), r₀ the better of acting at random and of doing nothing',
  lookAt:
    'The share of the best possible: a policy is worth its training where it beats the greedy one. Then step through the recording, and see where the two part.',
  source:
    'Branch and bound: Land & Doig 1960; dominance: Ibaraki 1977; prices in the bound of shifts: Held & Karp 1971; the greedy rule and its share as in any benchmark of policies',
  params: {
    count:
      'Drawn from the seed of this node; a policy never learned from these. Where an agent is wired, its episodes are taken.',
    optimal: 'Takes up to some seconds an episode in large worlds. Without it returns are told, and no shares.',
    recorded: 'The first so many can be stepped through, each as every policy played it.',
  },
  inputs: {
    policy: 'What “Train a policy” made. Without it the other policies are compared.',
    agent: 'What “Agent in a world” did. The very same episodes are then played, as many as it played.',
  },
  outputs: {
    table: 'One row for each policy.',
    episodes: 'What happened, moment by moment.',
  },
};
