import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'What the encoder says at each place is replaced by the nearest entry of a codebook, which is learned along with it. An example is then a small table of whole numbers, much as a text is a row of tokens. Choosing has no gradient, so the decoder’s is handed to the encoder as it is.',
  formula: 'z = e[k],  k = argmin ‖ E(x) − e[k] ‖',
  lookAt: '“Entries in use” in “Train VQ-VAE”. Far below the number of entries, most of the codebook is idle.',
  source: 'van den Oord, Vinyals & Kavukcuoglu 2017; Yu et al. 2022 (entries and what is looked up lie on a sphere)',
};
