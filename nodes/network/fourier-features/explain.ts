import type { Explanation } from '@/graph';
import type { fourierFeatures } from './node';

export const explain: Explanation<typeof fourierFeatures> = {
  more: 'A network that sees bare coordinates learns what changes slowly first, and fine detail hardly ever. Waves over the coordinates turn two near places into quite different numbers, so detail becomes as easy as the rest. The coordinates themselves stay beside them. Nothing is learned here.',
  formula: 'octaves: x, sin 2ᵏπx, cos 2ᵏπx for k = 0 … bands − 1; random: x, sin 2πbx, cos 2πbx, b ~ N(0, how fast²)',
  lookAt:
    'The edges of what is learned. Too few bands round them off; too many let it ripple between what it was shown.',
  source: 'Tancik et al. 2020, eq. 5; Mildenhall et al. 2020 (NeRF), eq. 4',
  params: {
    frequencies: 'The first is made for coordinates from −1 to 1, each by itself. The second looks in all directions.',
    bands: 'How many waves: of each coordinate, or in all.',
    scale: 'The standard deviation of how often a wave turns in each unit.',
  },
};
