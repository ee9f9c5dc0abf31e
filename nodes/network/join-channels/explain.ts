import type { Explanation } from '@/graph';
import type { joinChannels } from './node';

export const explain: Explanation<typeof joinChannels> = {
  more: 'A network that halves an image loses where exactly things were. A skip connection keeps what the network saw at that size on the way down and gives it back on the way up: the channels of both lie side by side, and the next convolution takes from each what it needs.',
  formula: 'y = [network, branch], channel by channel',
  lookAt:
    'The shape on the wire: as many channels as both together. Leave the branch out, and fine strokes become soft.',
  source: 'Ronneberger et al. 2015',
  inputs: {
    network: 'What the network goes on with.',
    branch: 'What was there earlier, at the same size.',
  },
};
