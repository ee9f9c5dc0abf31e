import type { Explanation } from '@/graph';
import { bendHelp, channelNormHelp } from '../helps';
import type { imageNorm } from './node';

export const explain: Explanation<typeof imageNorm> = {
  more: 'The numbers that are normalised together get mean 0 and deviation 1, and then a learned scale and shift for each channel. Group norm takes a few channels together; instance norm each channel by itself, which also removes the contrast and tint of an image, its style; layer norm takes all of an image. Each image is normalised by its own numbers, in training and afterwards alike. Batch norm is not offered: it normalises by the other images of the batch, and must remember running means for later, which are no weights that a gradient teaches. A saved model, a batch of one, a gradient penalty and two batches of real and made images would each see another network than was trained. Group norm does its work without any of that.',
  formula: 'y = γ · (x − mean) / √(variance + ε) + β, over a group of channels and all places',
  lookAt:
    'The loss with and without it: a deep network without norms often stands still or runs away in its first steps.',
  source: 'Wu & He 2018; Ulyanov et al. 2016; Ba et al. 2016; Ioffe & Szegedy 2015 (batch norm)',
  params: {
    norm: channelNormHelp,
    activation: bendHelp,
  },
};
