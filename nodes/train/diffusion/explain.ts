import type { Explanation } from '@/graph';
import { exampleTrainingHelps } from '../common/helps';
import type { trainDiffusion } from './node';

export const explain: Explanation<typeof trainDiffusion> = {
  more: 'Each step takes some examples, adds a random amount of noise to each, and asks the network to tell the noise from the example. A network that can answer this at every level can be started on pure noise and led, a little at a time, to an example that never existed.',
  formula: 'xₜ = √ᾱₜ x₀ + √(1 − ᾱₜ) ε      v = √ᾱₜ ε − √(1 − ᾱₜ) x₀      loss = E ‖v − v_θ(xₜ, t)‖²',
  lookAt:
    'The samples more than the loss: the loss soon stops falling, because most noise cannot be guessed, while the samples go on getting better.',
  source:
    'Ho et al. 2020; Nichol & Dhariwal 2021; Lipman et al. 2023; Liu et al. 2023; Chen 2023, section 2 (how large data are beside the noise); Voleti et al. 2022 (first frames given)',
  params: {
    ...exampleTrainingHelps,
    method:
      'Diffusion undoes noise step by step; flow matching learns a straight path from noise to data, which needs fewer steps.',
    predicts:
      'What the network is asked for. All three say the same; they differ in what the loss weighs. “Distil to fewer steps” takes v and x₀.',
    noise: 'How fast the example drowns. Cosine spends more steps on little noise than linear does.',
    timesteps:
      'Into how many levels the way from an example to pure noise is cut while training. Sampling may take far fewer.',
    minSnr: 'Keeps easy noise levels from outweighing the others; 5 is usual for images, 0 is off.',
    scale:
      'Pictures that are dark nearly everywhere hardly differ in numbers: the noise covers all of it at once, and where something is, and of which shape, is learned last. Stretched, they stand out from the noise as much as others do. What is made comes back as it was.',
    given:
      'In this share of the clips some first frames, from one to all but one, are shown without noise, and only the others are learned, half of them without class and caption. “Make from examples” then keeps first frames as they are and lets clips go on without rounds. 0 is off; of what is no clip it changes nothing.',
    labelDropout:
      'How often the class and the caption are hidden in training, so that guidance can compare with and without. Only for networks that are told one.',
  },
  inputs: {
    network: 'Told how noisy its input is, and gives an example.',
  },
};
