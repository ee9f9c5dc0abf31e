import type { Explanation } from '@/graph';
import { channelsHelp, imageNormHelp } from '../helps';
import type { residualBlock } from './node';

export const explain: Explanation<typeof residualBlock> = {
  more: 'The block learns only what should change: what comes in goes around the convolutions and is added to what they found, so that many blocks can be stacked and still be trained. How noisy the image is, its class, and its caption as a whole, are added to each channel between the two convolutions, where the network is told them. A 1 × 1 convolution stands on the way around where the number of channels changes. Instance norm would take out what is told, so with it that is added after the norm. With batch norm the block is that of a ResNet in its later form, norm and bend first.',
  formula: 'y = shortcut(x) + conv(silu(norm(conv(silu(norm(x))) + time + class + caption)))',
  lookAt:
    'The shape on the wire: the size of the image stays, only the channels change. Halve or double between blocks.',
  source: 'He et al. 2016; Ioffe & Szegedy 2015 (batch norm); Ho et al. 2020, appendix B',
  params: {
    told: 'Where the network is told the noise, the class or the caption, they become so many numbers first. Blocks of the same width share them. Four times the channels is usual.',
    norm: imageNormHelp,
    channels: channelsHelp,
  },
};
