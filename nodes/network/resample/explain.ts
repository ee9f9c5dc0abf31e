import type { Explanation } from '@/graph';
import type { resample } from './node';

export const explain: Explanation<typeof resample> = {
  more: 'Half the size takes the mean of each square of four pixels, twice the size repeats each pixel: both learn nothing and cost next to nothing. Pixels laid into channels keep every number: a square of pixels becomes one place with as many more channels, so that a network works on fewer places. A convolution can halve and double too, and learns how.',
  formula: 'half: y = mean of 2 × 2 pixels · fold: [H, W, C] → [H/k, W/k, k²·C]',
  lookAt: 'The shape on the wire: the size of the image and its channels.',
  source: 'Odena et al. 2016; Shi et al. 2016 (sub-pixel convolution)',
  params: {
    way: 'Means and repeated pixels keep the channels. Pixels laid into channels lose nothing: the image gets smaller and has more channels, and unfolding undoes it.',
    factor: 'How many pixels each way become one place.',
  },
};
