import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'A GAN’s generator and a VAE’s decoder turn random numbers into examples. Each direction of this small space comes to mean something: a slant, a thickness, a place.',
  formula: 'z ~ N(0, 1)',
  lookAt: 'Too few numbers and different examples share a place; too many and some are never used.',
  source: 'Kingma & Welling 2014; Goodfellow et al. 2014',
};
