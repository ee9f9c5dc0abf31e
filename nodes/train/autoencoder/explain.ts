import type { Explanation } from '@/graph';

export const explain: Explanation = {
  more: 'The encoder must write an example down in a few numbers, and the decoder must make the example again from them: so the code keeps what matters most and leaves out the rest. Nothing is asked of the code itself, unlike in a VAE, so copies are sharper, and random codes make nothing sensible. Of the two numbers that the encoder’s output has for each of the code, the spread is not used here.',
  formula: 'loss = ‖x − D( E(x) )‖² / ‖x − x̄‖²',
  lookAt:
    'The copies under the originals: what they leave out did not fit into the code. A loss of 1 is no better than always giving the mean of all examples.',
  source: 'Hinton & Salakhutdinov 2006',
};
