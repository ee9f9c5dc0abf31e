import type { Explanation } from '@/graph';
import type { prepareImages } from './node';

export const explain: Explanation<typeof prepareImages> = {
  more: 'What a model makes is a mirror of what it was shown: copies come back as copies, rare classes stay rare, and borders come back as borders. It costs little to put that right first.',
  lookAt: 'The counts in the report, and the images themselves.',
  source: 'Krawetz 2013 (dHash); Krizhevsky et al. 2012 (augmentation)',
  params: {
    duplicates: 'Keeps the first of images that hardly differ. What is there many times is learned by heart.',
    difference:
      'Of what makes two images stand out from plain grey, the share in which they differ. 0 finds exact copies only.',
    crop: 'Keeps the middle, so many pixels high and wide. Empty: the whole image.',
    size: 'Height and width after cropping. Empty: as they are.',
    grey: 'One number for each pixel instead of three, for when colour does not matter.',
    balance: 'A model makes often what it saw often. Fewer of the common ones, or the rare ones several times.',
    copies: 'Copies moved, turned or mirrored a little, so that a model learns what does not matter. 0: none.',
    flip: 'Not for digits or text.',
    binary:
      'Makes each number 1 where it is more than a half, and 0 elsewhere: what a Bernoulli likelihood expects. Done last.',
  },
  outputs: {
    report: 'How many images there were after each step.',
  },
};
