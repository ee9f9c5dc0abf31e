import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'Fine detail is settled early, so that later layers work on half as many numbers, and on what is coarse. The half that is done must look like random numbers. A convolution over the half that goes on says where their middle lies and how far they spread; what is then left of them is plain noise. To make an image, the coarse half is made first, and the detail drawn to fit it.',
  formula: 'x = (x₁, x₂)      z₂ = (x₂ − μ(x₁)) / σ(x₁)      log |det| = −Σ log σ(x₁)',
  lookAt: 'The shape on the wire: half the channels. “Squeeze” usually follows, and more “Coupling layers”.',
  source: 'Dinh et al. 2017 (RealNVP), section 3.6; Kingma & Dhariwal 2018 (Glow) and its published code',
};
