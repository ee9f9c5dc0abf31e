import type { Explanation } from '@/graph';
import { alignmentHelps, answerHelps, ruleHelps } from '../common/helps';
import type { alignPpo } from './node';

export const explain: Explanation<typeof alignPpo> = {
  more: 'In each round the model answers prompts, and each answer gets a reward, by a reward model or by a rule. What was worth more than expected becomes likelier, what was worth less unlikelier, in small clipped steps. Straying from the start is charged for, so that the model keeps its language; with plain text wired, it also goes on learning that beside the rewards.',
  formula:
    'reward = score − β log π/π₀      Aₜ = ∑ (γλ)ᵏ δₜ₊ₖ      loss = mean max(−A r, −A clip(r, 1 ± ε)), r = π/π(before)',
  lookAt:
    'The reward should rise on prompts that were put aside, while KL stays small. A reward that rises together with KL and length is likely gamed: read the answers.',
  source:
    'Schulman et al. 2016 (GAE) and 2017 (PPO); Ziegler et al. 2019 (KL penalty); Ouyang et al. 2022 (plain text beside rewards, PPO-ptx); Shao et al. 2024 (GRPO); Hugging Face TRL',
  params: {
    ...ruleHelps,
    answerTokens: answerHelps.answerTokens,
    stop: answerHelps.stop,
    batchSize: 'Answers that one step learns from.',
    learningRate: alignmentHelps.learningRate,
    method: 'PPO learns to foretell rewards, token by token. GRPO compares several answers to one prompt instead.',
    rounds: 'How often new answers are written and learned from. Raise it later to go on.',
    rollouts: 'More make each round surer, and slower.',
    group: 'So many answers to one prompt are compared with each other.',
    updates:
      'Steps that are learned from the same answers. Many make more of them, and let the policy run away from what wrote them.',
    lookEvery: 'How often prompts that were put aside are answered, and the work is kept.',
    klWeight:
      'Taken off the reward for each nat by which an answer has strayed from what the start would have written.',
    klTarget: 'Makes straying dearer above this and cheaper below it. 0: the cost stays as it is.',
    plainWeight:
      'How much the loss on plain text counts beside the reward, where such a text is wired. It keeps the model from forgetting how to write what is not rewarded.',
    heldOut: 'The share of prompts that is only looked at.',
    clipRange: 'How much likelier or unlikelier a token may become within a round, as a share.',
    gamma: 'How much later rewards count.',
    lambda: '1 trusts what came, 0 what was foretold.',
    valueWeight: 'How much the error of foretold rewards counts.',
    entropyWeight: 'A bonus for the entropy of what could come next, so that answers do not become all alike.',
  },
  inputs: {
    model: 'What it begins with, and does not stray far from.',
    prompts:
      'Each document is the beginning of what the model writes. Without any it writes documents from their beginning, as those that it learned from.',
    reward: 'Instead of the rule below.',
    goal: 'Instead of the rule below and of a reward model: what the model writes is read as a molecule, and its property is the reward.',
    plain: 'Some of what the model first learned from, encoded by its tokenizer.',
  },
};
