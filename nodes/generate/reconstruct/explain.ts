import type { Explanation } from '@/graph';
import type { reconstruct } from './node';

export const explain: Explanation<typeof reconstruct> = {
  more: 'An autoencoder keeps of an example only what fits into its code. What the copy has lost is what the model did not find worth the room: fine strokes, textures, the exact place. The squared error counts every number alike, PSNR says the same of images in decibels, and SSIM compares the structure of small windows, which is nearer to what the eye sees.',
  formula: 'x̂ = D( E(x) )      PSNR = 10 log₁₀ (1 / MSE)',
  lookAt:
    'Blur in the copies: details that the code does not hold. Copies of examples that were put aside tell more than those of examples that were learned from.',
  source: 'Kingma & Welling 2014; van den Oord et al. 2017; Wang et al. 2004 (SSIM)',
  params: {
    count: 'The first so many of the examples. Of images a few are shown: a row of them, and their copies under it.',
  },
  inputs: {
    model: 'One that “Train VAE”, “Train VQ-VAE” or “Train autoencoder” made.',
    examples: 'Such as the model has not seen tell more: the part that was put aside.',
  },
};
