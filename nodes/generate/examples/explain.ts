import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'A generative model has learned where examples lie. To make one it starts from random numbers: a diffusion model takes the noise out of them step by step, the others turn them into an example at once.',
  formula: 'diffusion: xₜ₋₁ = √ᾱₜ₋₁ x̂₀ + √(1 − ᾱₜ₋₁) ε̂      others: x = g(z), z ~ N(0, 1)',
  lookAt:
    'Clusters that are missing, and points where none were given. The slider under “Way from noise” in the Result tab goes back along the steps of a diffusion model: early ones decide what it will be, late ones the details.',
  source: 'Song et al. 2021 (DDIM); Lu et al. 2022 (DPM-Solver++); Ho & Salimans 2022 (guidance)',
};
