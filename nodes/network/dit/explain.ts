import type { Explanation } from '@/graph';
import { depthHelp, headsHelp, hiddenHelp, patchHelp, tokenWidthHelp } from '../helps';
import type { dit } from './node';

export const explain: Explanation<typeof dit> = {
  more: '“Patchify”, some “DiT blocks” and “Unpatchify” in one node: a denoiser without a single convolution. It is at its best in the latent space of a VAE, where images are small and each number says much.',
  formula: 'image → patches → N × (attention, MLP, both steered by noise and class) → image',
  lookAt: 'Patches × blocks × width: with the same work, smaller patches do better than a wider network.',
  source: 'Peebles & Xie 2023',
  params: {
    patch: patchHelp,
    width: tokenWidthHelp,
    depth: depthHelp,
    heads: headsHelp,
    hidden: hiddenHelp,
  },
};
