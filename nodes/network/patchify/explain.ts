import type { Explanation } from '@/graph';
import { overlapHelp, patchHelp, patchPositionsHelp, tokenWidthHelp } from '../helps';
import type { patchify } from './node';

export const explain: Explanation<typeof patchify> = {
  more: 'A transformer works on a row of vectors. Here each square of the image becomes one: its pixels go through one learned map, and numbers are added that say in which row and column it was.',
  formula: 'tokenᵢ = W · pixelsᵢ + b + position(row, column)',
  lookAt:
    'How many patches there are, on the wire: attention compares each with each, so their square is what it costs.',
  source:
    'Dosovitskiy et al. 2021, section 3.1; He et al. 2022 (positions in two dimensions); Gong et al. 2021 (AST: overlapping patches of spectrograms)',
  params: {
    patch: patchHelp,
    width: tokenWidthHelp,
    positions: patchPositionsHelp,
    overlap: overlapHelp,
  },
};
