import type { Explanation } from '@/graph';
import { actNormHelp, couplingKindHelp, flowDepthHelp, flowWidthHelp, splineBinsHelp } from '../helps';
import type { coupling } from './node';

export const explain: Explanation<typeof coupling> = {
  more: 'A flow turns every example into a point of a normal distribution, by steps that lose nothing. Half of the numbers pass as they are, and a small network reads them and says how the other half is moved; whoever knows the first half can move it back. So the same network makes examples from random points, and tells exactly how likely an example is.',
  formula: 'y₁ = x₁      y₂ = x₂ · exp(s(x₁)) + t(x₁)      log |det ∂y/∂x| = Σ s(x₁)',
  lookAt:
    'Add no “MLP” and no “Output” after it: a flow has as many numbers at its end as an example has. On images it halves channels, and its small networks are convolutions; images of fewer than four channels are squeezed first, so that four pixels are channels of one place.',
  source: 'Dinh et al. 2015 (NICE); Dinh et al. 2017 (RealNVP); Kingma & Dhariwal 2018 (Glow); Durkan et al. 2019',
  params: {
    kind: couplingKindHelp,
    repeat: 'So many one after another; the halves take turns. It takes at least two for every number to change.',
    width: flowWidthHelp,
    depth: flowDepthHelp,
    bins: splineBinsHelp,
    actNorm: actNormHelp,
    mix: 'A learned matrix before each layer, so that halves are not always the same numbers: on images, Glow’s invertible 1 × 1 convolution. Helps where there are more than a few numbers or channels.',
  },
};
