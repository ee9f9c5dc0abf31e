import type { Explanation } from '@/graph';
import type { vectorQuantiser } from './node';

export const explain: Explanation<typeof vectorQuantiser> = {
  more: 'What the encoder says at each place is replaced by the nearest entry of a codebook, which is learned along with it. An example is then a small table of whole numbers, much as a text is a row of tokens. Choosing has no gradient, so the decoder’s is handed to the encoder as it is.',
  formula: 'z = e[k],  k = argmin ‖ E(x) − e[k] ‖',
  lookAt: '“Entries in use” in “Train VQ-VAE”. Far below the number of entries, most of the codebook is idle.',
  source: 'van den Oord, Vinyals & Kavukcuoglu 2017; Yu et al. 2022 (entries and what is looked up lie on a sphere)',
  params: {
    entries: 'How many codes there are to choose from. More say more in each place, and are harder to keep in use.',
    width: 'How many numbers stand behind a code. What comes in is brought to this width first.',
    codes: 'Of points and rows. An image has a code for each of its places, so halve its size first.',
  },
};
