import type { Explanation } from '@/graph';
import type { codeInput } from './node';

export const explain: Explanation<typeof codeInput> = {
  more: 'The decoder of a VQ-VAE is given the entries that the encoder chose, laid out as the places of the example are: of a digit halved twice, 7 × 7 of them. Blocks that double an image bring it back to its size.',
  formula: 'x̂ = D( e[k₁], e[k₂], … )',
  lookAt: 'The shape on the wire: the first two numbers are the places, the third how many numbers an entry has.',
  source: 'van den Oord, Vinyals & Kavukcuoglu 2017',
  inputs: {
    encoder: 'Only the shape of its codes is used, not the network itself.',
  },
};
