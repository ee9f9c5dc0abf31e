import type { Explanation } from '@/graph';
import { depthHelp, headsHelp, hiddenHelp, patchHelp, tokenWidthHelp } from '../helps';
import type { dit } from './node';

export const explain: Explanation<typeof dit> = {
  more: '“Patchify”, some “DiT blocks” and “Unpatchify” in one node: a denoiser without a single convolution. It is at its best in the latent space of a VAE, where images are small and each number says much. Where “Example input” is told the caption, it reaches the blocks in two ways: all words added up steer each block beside the noise, and before each block all patches look at the words one by one, by cross-attention.',
  formula:
    'image → patches → N × (words of the caption, attention, MLP, the last two steered by noise, class and caption) → image',
  lookAt: 'Patches × blocks × width: with the same work, smaller patches do better than a wider network.',
  source:
    'Peebles & Xie 2023; Chen et al. 2023, section 2.3 (PixArt-α: cross-attention to the caption); Podell et al. 2023, section 2.1 (the caption as a whole)',
  params: {
    patch: patchHelp,
    width: tokenWidthHelp,
    depth: depthHelp,
    heads: headsHelp,
    hidden: hiddenHelp,
    captions:
      'Puts “Cross-attention” before each block, in which all patches look at the words; without it the caption steers the blocks as a whole only. Does nothing where the network is told no caption.',
  },
};
