import type { Explanation } from '@/graph';
import { depthHelp, headsHelp, hiddenHelp, patchHelp, tokenWidthHelp } from '../helps';
import type { dit } from './node';

export const explain: Explanation<typeof dit> = {
  more: '“Patchify”, some “DiT blocks” and “Unpatchify” in one node: a denoiser without a single convolution. It is at its best in the latent space of a VAE, where images are small and each number says much. Where “Example input” is told the caption, all patches also look at its words before each block, by cross-attention.',
  formula:
    'image → patches → N × (words of the caption, attention, MLP, the last two steered by noise and class) → image',
  lookAt: 'Patches × blocks × width: with the same work, smaller patches do better than a wider network.',
  source: 'Peebles & Xie 2023; Chen et al. 2023, section 2.3 (PixArt-α: cross-attention to the caption)',
  params: {
    patch: patchHelp,
    width: tokenWidthHelp,
    depth: depthHelp,
    heads: headsHelp,
    hidden: hiddenHelp,
    captions:
      'Puts “Cross-attention” before each block, in which all patches look at the words. Does nothing where the network is told no caption.',
  },
};
