import type { Explanation } from '@/graph';
import { optimisationHelps } from '../../train/common/helps';
import type { worldTrainPolicy } from './node';

const { decaySteps: _never, minimumLearningRate: _least, ...helps } = optimisationHelps;

export const explain: Explanation<typeof worldTrainPolicy> = {
  more: 'One small network looks at each legal action and gives it a score; the higher the score, the likelier the action. In each round several plays of the same episodes are compared with each other: what led to more than the others earned from there on becomes likelier, in small clipped steps. Nobody shows it what is right.',
  formula:
    'Aₜ = Gₜ − mean Gₜ of the other plays      loss = mean max(−A r, −A clip(r, 1 ± ε)) − c H(π), r = π/π(before)',
  lookAt:
    'The return of episodes put aside, which takes the likeliest action each time. It should rise and then level out; “Play episodes” tells how far it is from the best possible.',
  source:
    'Williams 1992 (REINFORCE); Kool et al. 2019 (other plays as the baseline); Schulman et al. 2017 (clipped updates); Huang & Ontañón 2022 (masks)',
  params: {
    ...helps,
    rounds: 'How often new episodes are played and learned from. Raise it later to go on.',
    episodes: 'More make each round surer, and slower.',
    group: 'So many plays of one episode are compared with each other.',
    updates: 'Steps that are learned from the same episodes. Many let the policy run away from what played them.',
    batchSize: 'Decisions that one step learns from.',
    learningRate: 'How far one step moves the weights.',
    lookEvery: 'How often the episodes put aside are played, and the work is kept.',
    looks: 'Episodes that it never learns from.',
    width: 'Numbers in each hidden layer.',
    clipRange: 'How much likelier or unlikelier an action may become within a round, as a share.',
    entropyWeight: 'A bonus for the entropy of decisions, so that it goes on trying other things.',
  },
  outputs: { policy: 'A network that can act in this world, and in others of its kind.' },
};
