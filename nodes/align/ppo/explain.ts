import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'In each round the model answers prompts, and each answer gets a reward, by a reward model or by a rule. What was worth more than expected becomes likelier, what was worth less unlikelier, in small clipped steps. Straying from the start is charged for, so that the model keeps its language.',
  formula:
    'reward = score − β log π/π₀      Aₜ = ∑ (γλ)ᵏ δₜ₊ₖ      loss = mean max(−A r, −A clip(r, 1 ± ε)), r = π/π(before)',
  lookAt:
    'The reward should rise on prompts that were put aside, while KL stays small. A reward that rises together with KL and length is likely gamed: read the answers.',
  source:
    'Schulman et al. 2016 (GAE) and 2017 (PPO); Ziegler et al. 2019 (KL penalty); Shao et al. 2024 (GRPO); Hugging Face TRL',
};
