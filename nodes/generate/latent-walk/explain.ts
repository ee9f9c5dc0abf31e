import type { Explanation } from '@/graph';
import type { latentWalk } from './node';

export const explain: Explanation<typeof latentWalk> = {
  more: 'A VAE’s decoder and a GAN’s generator make an example from every place of a small space. Neighbouring places give similar examples, so a walk turns one example into another without a jump. Going along one number alone shows what the model uses that number for.',
  formula: 'z(t) = [ sin((1 − t) Ω) z₀ + sin(t Ω) z₁ ] / sin Ω,  cos Ω = z₀ · z₁ / (‖z₀‖ ‖z₁‖)',
  lookAt:
    'Whether every step on the way could be a real example. A walk along a number that changes nothing: the model does not use it.',
  source: 'White 2016 (spherical); Shoemake 1985; Higgins et al. 2017 (one number at a time)',
  params: {
    walk: 'Between places one example turns into another. Along one number shows what that number stands for; with examples, those come first that a VAE makes most use of, and walks go through the first example.',
    walks: 'How many, one under the other.',
    steps: 'Examples on each walk, the first and the last among them.',
    path: 'Random places of many numbers lie about as far from the middle. A straight line between two leads nearer to it, where a model has seen few.',
    reach: 'How far a number goes each way from 0. Hardly any random number is more than 3 away.',
    only: 'The number of the class that is asked for, from 0. Only for models that are told the class; walks from an example take its class.',
  },
  inputs: {
    model: 'One that “Train VAE” or “Train GAN” made. Of an autoencoder, walks go between examples.',
    examples: 'Where walks begin and end, in turn; for a VAE or an autoencoder, whose encoder finds their places.',
  },
  outputs: {
    examples: 'Walk after walk, from its first step to its last.',
  },
};
