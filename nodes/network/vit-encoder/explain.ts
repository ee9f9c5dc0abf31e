import type { Explanation } from '@/graph';
import {
  depthHelp,
  dropoutHelp,
  headsHelp,
  hiddenHelp,
  overlapHelp,
  patchHelp,
  patchPositionsHelp,
  tokenWidthHelp,
} from '../helps';
import type { vitEncoder } from './node';

export const explain: Explanation<typeof vitEncoder> = {
  more: 'The image is cut into patches, which look at each other block after block; the mean of all is what the image comes to. An “Output” under it makes a latent code or a score of that. It takes the place of “Image encoder”, which does the same with convolutions. Given spectrograms, with patches that lie half over each other, it is an audio spectrogram transformer.',
  formula: 'h = mean( norm( blocks( patches ) ) )',
  lookAt:
    'Its loss beside that of “Image encoder”: transformers know nothing of images at first, and need more examples to catch up.',
  source: 'Dosovitskiy et al. 2021; Beyer et al. 2022 (the mean instead of a class token); Gong et al. 2021 (AST)',
  params: {
    patch: patchHelp,
    width: tokenWidthHelp,
    depth: depthHelp,
    heads: headsHelp,
    positions: patchPositionsHelp,
    overlap: overlapHelp,
    hidden: hiddenHelp,
    dropout: dropoutHelp,
  },
};
