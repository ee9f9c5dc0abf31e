import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'A VAE’s decoder and a GAN’s generator make an example from every place of a small space. Neighbouring places give similar examples, so a walk turns one example into another without a jump. Going along one number alone shows what the model uses that number for.',
  formula: 'z(t) = [ sin((1 − t) Ω) z₀ + sin(t Ω) z₁ ] / sin Ω,  cos Ω = z₀ · z₁ / (‖z₀‖ ‖z₁‖)',
  lookAt:
    'Whether every step on the way could be a real example. A walk along a number that changes nothing: the model does not use it.',
  source: 'White 2016 (spherical); Shoemake 1985; Higgins et al. 2017 (one number at a time)',
};
