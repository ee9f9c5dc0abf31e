import type { Explanation } from '@/graph';
import { samplingHelps } from '../helps';
import type { generateFromExamples } from './node';

export const explain: Explanation<typeof generateFromExamples> = {
  more: 'A diffusion model leads from noise to an example. It need not begin with pure noise: an example with some noise added is a place on that way too, and from there the model goes on to an example that shares the coarse features and differs in the details. To fill in a part, the way begins with noise, and after each step what is known is put back, noised as far as the rest.',
  formula: 'vary: x = √ᾱₛ x₀ + √(1 − ᾱₛ) ε, then as usual from s      fill: xₜ ← m ⊙ known,ₜ + (1 − m) ⊙ xₜ',
  lookAt:
    'How strength trades likeness for freedom. At the seam of what was filled in: whether lines go on across it, which more rounds help with.',
  source: 'Meng et al. 2022 (SDEdit); Lugmayr et al. 2022 (RePaint)',
  params: {
    ...samplingHelps,
    what: 'Halves and the middle are those of an image, or of every frame of a clip. A clip can go on from its first frames: those after them are made anew. Of a point or a row, left is the first half of its numbers, and right the second.',
    strength:
      'How much noise is added before the model takes it out again. A little leaves the example nearly as it is; 1 leaves hardly anything of it.',
    painting: 'Paint with the mouse or a finger. The same place is made anew in all images.',
    frames:
      'How many of the first frames are kept; empty: half of them. 1 makes a clip of a picture. Models that were given first frames in training (“Train diffusion”) need no rounds.',
    resamplings:
      'How often each step is taken, with noise added in between, so that what is made comes to fit what was kept. More take longer.',
    count: 'The first so many of the examples.',
    versions: 'How many versions are made of each example.',
    only: 'The number of the class that each is to become, from 0. −1: its own. Only for models that are told the class.',
  },
  inputs: {
    model: 'One that “Train diffusion” made.',
    examples: 'What it begins with; the first few.',
  },
  outputs: {
    examples: 'All versions of the first example, then all of the next.',
    path: 'How the first few came out of the noise.',
  },
};
