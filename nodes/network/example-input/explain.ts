import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'A network needs to know what it is given: two numbers for a point, or height × width × channels for an image. A denoiser is also told how noisy its input is, because removing a lot of noise and removing a little are different tasks.',
  lookAt: 'The shape that is written on the wire.',
  source: 'Ho et al. 2020, appendix B (time); Dhariwal & Nichol 2021 (class)',
};
