import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'A small network first turns the random numbers into a style. The image then grows from a learned picture, doubled again and again, and the style says at each size which features count. Fresh noise at each size draws what is left to chance. “Make examples” can keep to typical styles (truncation), and give all images one style from a size on (style mixing).',
  formula: 'w = f(z)      filter′ᵢⱼ = sᵢ filterᵢⱼ      filter″ᵢⱼ = filter′ᵢⱼ / √( Σᵢ filter′ᵢⱼ² + ε )',
  lookAt:
    'Made images as truncation goes from 1 to 0: they all come closer to one typical image. And “One style from doubling”: what stays different is what the coarse sizes decide.',
  source:
    'Karras et al. 2019 (mapping, noise, truncation); Karras et al. 2020, section 2 (modulation, demodulation, output skips)',
};
