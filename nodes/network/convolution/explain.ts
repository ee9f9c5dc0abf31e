import type { Explanation } from '@/graph';
import { channelsHelp, imageActivationHelp, imageNormHelp } from '../helps';
import type { convolution } from './node';

export const explain: Explanation<typeof convolution> = {
  more: 'A filter is a small pattern of weights that slides over the image; it answers where the image looks like it. Because the same filter is used everywhere, a network learns an edge or a loop once, not anew for each place. Where the input node tells the noise or the class, each filter is told too.',
  formula: 'yₚ = σ(norm(Σ_d W_d xₚ₊d + b))',
  lookAt: 'The shape on the wire: how large the image is by now, and how many channels it has.',
  source:
    'LeCun et al. 1998; Odena et al. 2016 (up-sampling); Wu & He 2018 (group norm); Ioffe & Szegedy 2015 (batch norm)',
  params: {
    channels: channelsHelp,
    kernel: 'How many pixels each way a filter sees. 3 × 3 is usual; 1 × 1 only mixes channels.',
    size: 'Half moves the filters by two pixels; twice repeats each pixel first. Transposed puts zeros between pixels instead, which older generators do and which can leave a checkerboard. Encoders and critics halve, generators double.',
    norm: imageNormHelp,
    activation: imageActivationHelp,
    told: 'Where the network is told them, so is this convolution. Off: it only looks at the image.',
  },
};
