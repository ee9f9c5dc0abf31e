import type { Explanation } from '@/graph';
import { samplingHelps } from '../helps';
import type { generateExamples } from './node';

export const explain: Explanation<typeof generateExamples> = {
  more: 'A generative model has learned where examples lie. To make one it starts from random numbers: a diffusion model takes the noise out of them step by step, the others turn them into an example at once.',
  formula: 'diffusion: xₜ₋₁ = √ᾱₜ₋₁ x̂₀ + √(1 − ᾱₜ₋₁) ε̂      others: x = g(z), z ~ N(0, 1)',
  lookAt:
    'Clusters that are missing, and points where none were given. The slider under “Way from noise” in the Result tab goes back along the steps of a diffusion model: early ones decide what it will be, late ones the details.',
  source: 'Song et al. 2021 (DDIM); Lu et al. 2022 (DPM-Solver++); Ho & Salimans 2022 (guidance)',
  params: {
    ...samplingHelps,
    count: 'Of images a few dozen are shown; all of them can be measured and downloaded.',
    perClass:
      'So many of every class, class after class, instead of “How many”; images are shown with a row for each class. 0: every class in turn. Only for models that are told the class.',
    only: 'The number of the class that is asked for, from 0. −1: every class in turn. Only for models that are told the class.',
    captions:
      'What is asked for in words, a caption on each line, one after the other in turn; with “Of each class” so many of every caption. Empty: whatever comes. Only for models that are told the caption.',
    temperature:
      'How far from the middle the random numbers are drawn, in VAEs, GANs and flows. Less gives typical examples, and less variety.',
    truncation:
      'How far a style may lie from the typical one, in GANs with a “Style decoder”. Less gives cleaner examples, and less variety. Other models ignore it.',
    mixing:
      'From this doubling on, all images follow one and the same style, in GANs with a “Style decoder”: what is coarse differs, what is fine is shared (style mixing). 0 is off. Other models ignore it.',
  },
  inputs: {
    given: 'Shown behind what is made, to compare.',
  },
  outputs: {
    path: 'How the first few came out of the noise, in a diffusion model.',
  },
};
