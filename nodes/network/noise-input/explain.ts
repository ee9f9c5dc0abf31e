import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'A GAN’s generator and a VAE’s decoder turn random numbers into examples. Each direction of this small space comes to mean something: a slant, a thickness, a place. Told the class as well, it makes what is asked for, and the numbers keep what is left to choose.',
  formula: 'x = g(z, c),  z ~ N(0, 1)',
  lookAt: 'Too few numbers and different examples share a place; too many and some are never used.',
  source: 'Kingma & Welling 2014; Goodfellow et al. 2014; Mirza & Osindero 2014 (class)',
};
