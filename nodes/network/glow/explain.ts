import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'At each level four pixels become four channels of one place; steps that can be undone then mix and bend the channels; and half of them are done, so that the next level works on a smaller, coarser image. It is the same as “Squeeze”, “Coupling layers” with “Learned mixing”, and “Split off half”, one under another, as often as there are levels. Wire those yourself to take it apart.',
  formula:
    'level: squeeze → × steps (ActNorm → 1 × 1 convolution → coupling) → split off half      log p(x) = log N(z; 0, 1) + Σ log |det|',
  lookAt:
    'The operations per example decide how long a step takes. Pixels are first drawn out over all numbers (a logit), so no image that it makes leaves black and white.',
  source: 'Kingma & Dhariwal 2018 (Glow); Dinh et al. 2017 (RealNVP)',
};
