import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'A dense layer lays out a small picture with many channels; each convolution then doubles its size and draws finer detail. It ends in the image itself and needs no “Output”.',
  lookAt: 'Made images beside given ones: chequered patterns mean too few channels, blur too small a code.',
  source: 'Radford et al. 2016 (DCGAN); Odena et al. 2016 (why pixels are repeated first)',
};
