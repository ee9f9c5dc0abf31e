import type { Explanation } from '@/graph';
import type { seeNoiseSchedule } from './node';

export const explain: Explanation<typeof seeNoiseSchedule> = {
  more: 'A diffusion model learns to undo noise, so first of all noise is added: a little at each level, until nothing of the example is left. The schedule says how fast. ᾱ is the share of the example’s variance that is still there; the log-SNR says by how much the example is louder than the noise, or below 0 the noise than the example.',
  formula: 'xₜ = √ᾱₜ x₀ + √(1 − ᾱₜ) ε      log-SNR = ln ᾱₜ − ln(1 − ᾱₜ)',
  lookAt:
    'Where you can no longer tell what the example is: levels beyond that teach a model little. A schedule that drowns it too early wastes levels, and one whose last level is not pure noise leaves a trace that a model cannot begin from.',
  source: 'Ho et al. 2020; Nichol & Dhariwal 2021; Kingma et al. 2021; Lin et al. 2024',
  params: {
    noise: 'The same choice as in “Train diffusion”. The others are drawn beside it, to compare.',
    timesteps: 'Into how many levels the way is cut, as in “Train diffusion”.',
    stops: 'At how many levels, evenly spaced, examples are shown.',
  },
  inputs: {
    examples: 'Those that are drowned; the first few.',
  },
};
