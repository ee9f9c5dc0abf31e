import type { Explanation } from '@/graph';
import { couplingKindHelp, flowDepthHelp, flowWidthHelp, splineBinsHelp } from '../helps';
import type { glow } from './node';

export const explain: Explanation<typeof glow> = {
  more: 'At each level four pixels become four channels of one place; steps that can be undone then mix and bend the channels; and half of them are done, so that the next level works on a smaller, coarser image. It is the same as “Squeeze”, “Coupling layers” with “Learned mixing”, and “Split off half”, one under another, as often as there are levels. Wire those yourself to take it apart.',
  formula:
    'level: squeeze → × steps (ActNorm → 1 × 1 convolution → coupling) → split off half      log p(x) = log N(z; 0, 1) + Σ log |det|',
  lookAt:
    'The operations per example decide how long a step takes. Pixels are first drawn out over all numbers (a logit), so no image that it makes leaves black and white.',
  source: 'Kingma & Dhariwal 2018 (Glow); Dinh et al. 2017 (RealNVP)',
  params: {
    levels:
      'How many sizes it works at, each half of the one before, beginning at half. 28 pixels allow 2 levels, 32 allow 5.',
    steps:
      'Each is an ActNorm, an invertible 1 × 1 convolution and a coupling layer. More steps make sharper images, and take longer.',
    width: flowWidthHelp,
    depth: flowDepthHelp,
    kind: couplingKindHelp,
    bins: splineBinsHelp,
  },
};
