import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'A diffusion model leads from noise to an example. It need not begin with pure noise: an example with some noise added is a place on that way too, and from there the model goes on to an example that shares the coarse features and differs in the details. To fill in a part, the way begins with noise, and after each step what is known is put back, noised as far as the rest.',
  formula: 'vary: x = √ᾱₛ x₀ + √(1 − ᾱₛ) ε, then as usual from s      fill: xₜ ← m ⊙ known,ₜ + (1 − m) ⊙ xₜ',
  lookAt:
    'How strength trades likeness for freedom. At the seam of what was filled in: whether lines go on across it, which more rounds help with.',
  source: 'Meng et al. 2022 (SDEdit); Lugmayr et al. 2022 (RePaint)',
};
