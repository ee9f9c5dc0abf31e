import type { Explanation } from '@/graph';
import type { prepareFrames } from './node';

export const explain: Explanation<typeof prepareFrames> = {
  more: 'Large video models do not learn from pixels: an autoencoder that knows single frames writes each down in a few numbers first, and a model of clips learns from those. This makes its training set. “Into the latent space” then takes whole clips, encodes them frame by frame and puts the codes together again; “Out of the latent space” is the way back.',
  lookAt:
    'Whether the frames show all that happens in the clips: they are taken evenly, from another place in each clip.',
  source: 'Blattmann et al. 2023 (video latent diffusion), section 3',
  params: {
    each: 'More show more of the motion, and take more memory. Of shorter clips all are taken.',
  },
  outputs: { examples: 'Pictures, each with the class and the caption of its clip.' },
};
