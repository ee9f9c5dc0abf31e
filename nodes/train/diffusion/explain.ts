import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'Each step takes some examples, adds a random amount of noise to each, and asks the network what the noise was. A network that can answer this at every level can be started on pure noise and led, a little at a time, to an example that never existed.',
  formula: 'xₜ = √ᾱₜ x₀ + √(1 − ᾱₜ) ε      loss = E ‖ε − ε_θ(xₜ, t)‖²',
  lookAt:
    'The samples more than the loss: the loss soon stops falling, because most noise cannot be guessed, while the samples go on getting better.',
  source: 'Ho et al. 2020; Nichol & Dhariwal 2021; Lipman et al. 2023; Liu et al. 2023',
};
