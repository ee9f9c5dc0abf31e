import type { Explanation } from '@/graph';
import { headsHelp, hiddenHelp } from '../helps';
import type { spaceTimeBlock } from './node';

export const explain: Explanation<typeof spaceTimeBlock> = {
  more: 'Attention of every tubelet to every other grows with the square of the length of a clip. Here it is taken apart: first within a moment, then along time at the same place, then a feed-forward part. Where the network is told the noise, the class or the caption, these give each part a shift, a scale and a gate; all gates begin closed. The same over all tubelets at once is “DiT block”.',
  formula: 'x ← x + g₁ · attentionₛₚₐ꜀ₑ(x)      x ← x + g₂ · attentionₜᵢₘₑ(x)      x ← x + g₃ · MLP(x)',
  lookAt:
    'Its cost beside that of a “DiT block” in the list of layers, and whether things keep their shape while they move.',
  source: 'Arnab et al. 2021, model 3; Bertasius et al. 2021 (divided attention); Ma et al. 2024 (Latte)',
  params: { heads: headsHelp, hidden: hiddenHelp },
};
