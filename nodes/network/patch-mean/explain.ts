import type { Explanation } from '@/graph';
import type { patchMean } from './node';

export const explain: Explanation<typeof patchMean> = {
  more: 'After the blocks of a vision transformer each patch knows something of the whole image. Their mean is what the image comes to, however many patches there are. An “Output” under it makes a latent code, a score, or a score for each class of that.',
  formula: 'h = mean( norm( patches ) )',
  lookAt: 'Where the patches were is lost here: what needs it goes before.',
  source: 'Dosovitskiy et al. 2021; Beyer et al. 2022 (the mean instead of a class token)',
};
