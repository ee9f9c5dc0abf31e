import type { Explanation } from '@/graph';
import { tokenWidthHelp } from '../helps';
import type { tubelets } from './node';

export const explain: Explanation<typeof tubelets> = {
  more: 'Each block of some frames and a square of pixels becomes one vector: its numbers go through one learned map, and numbers are added that say when and where it was. “Space-time block” or “DiT block” follow, and “Unpatchify” puts the blocks together again.',
  formula: 'tokenᵢ = W · numbersᵢ + b + position(moment, row, column)',
  lookAt:
    'How many tubelets there are, on the wire. Attention over all of them costs their square; “Space-time block” costs much less.',
  source: 'Arnab et al. 2021 (ViViT), section 3.2',
  params: {
    span: 'Frames of one block. More make fewer tokens, and fast motion is harder to tell.',
    patch: 'Height and width of a block. It has to divide those of the frames.',
    width: tokenWidthHelp,
    positions:
      'Fixed ones tell the moment, the row and the column by sines; learned ones are one vector for each block.',
  },
};
