import type { Explanation } from '@/graph';
import type { seeLatent } from './node';

export const explain: Explanation<typeof seeLatent> = {
  more: 'A VAE’s encoder gives every example a place, its code, and the decoder makes an example of every place. With two numbers a code is a point on the map. With more, the map is the plane along which codes differ most: its axes are their first two principal components, and places off that plane are not seen.',
  formula: 'place = (z − z̄) · u₁, (z − z̄) · u₂      made at (a, b): decoder(z̄ + a u₁ + b u₂)',
  lookAt:
    'Whether classes lie apart though the model was never told them. Between two of them, what is made is half one and half the other. Holes where no code lies: what is made there may look like nothing.',
  source: 'Kingma & Welling 2014, figure 4; Pearson 1901 (principal components)',
  params: {
    count: 'The first so many of the examples are on the map.',
    across: 'At so many places each way it is worked out what the model makes; of large images at fewer.',
    only: 'The number of the class that is made, from 0. Only for models that are told the class.',
  },
  inputs: {
    model: 'One that “Train VAE” or “Train autoencoder” made.',
  },
  outputs: {
    codes: 'The middle of each example’s code.',
  },
};
