import type { Explanation } from '@/graph';
import { bendHelp, channelNormHelp } from '../helps';
import type { imageNorm } from './node';

export const explain: Explanation<typeof imageNorm> = {
  more: 'The numbers that are normalised together get mean 0 and deviation 1, and then a learned scale and shift for each channel. Group norm takes a few channels together; instance norm each channel by itself, which also removes the contrast and tint of an image, its style; layer norm takes all of an image. With these each image is normalised by its own numbers, in training and afterwards alike. Batch norm takes each channel over all images of the batch. So that an image’s answer does not depend on its neighbours later, it keeps running means and variances, a tenth of which each batch in training replaces; they are saved with the model, and no gradient teaches them. The network that is used is therefore not quite the one that was trained: with few images in a batch, or right at the start, the two differ. In a GAN every use in training counts, of real and of made images.',
  formula:
    'y = γ · (x − mean) / √(variance + ε) + β, over a group of channels and all places; of a batch: over all its images and places, and later the running mean and variance',
  lookAt:
    'The loss with and without it: a deep network without norms often stands still or runs away in its first steps. With batch norm, the loss of training beside that of validation, which is measured with the running means: where they lie far apart from the beginning, take larger batches.',
  source: 'Wu & He 2018; Ulyanov et al. 2016; Ba et al. 2016; Ioffe & Szegedy 2015 (batch norm)',
  params: {
    norm: channelNormHelp,
    activation: bendHelp,
  },
};
