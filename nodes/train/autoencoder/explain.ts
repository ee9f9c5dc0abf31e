import type { Explanation } from '@/graph';
import { codePortHelps, exampleTrainingHelps } from '../common/helps';
import type { trainAutoencoder } from './node';

export const explain: Explanation<typeof trainAutoencoder> = {
  more: 'The encoder must write an example down in a few numbers, and the decoder must make the example again from them: so the code keeps what matters most and leaves out the rest. Nothing is asked of the code itself, unlike in a VAE, so copies are sharper, and random codes make nothing sensible. Of the two numbers that the encoder’s output has for each of the code, the spread is not used here.',
  formula: 'loss = ‖x − D( E(x) )‖² / ‖x − x̄‖²',
  lookAt:
    'The copies under the originals: what they leave out did not fit into the code. A loss of 1 is no better than always giving the mean of all examples.',
  source: 'Hinton & Salakhutdinov 2006',
  params: {
    ...exampleTrainingHelps,
    samples:
      'How many examples are copied to be looked at. Of images a few are shown, each row above its copies. 0 makes none.',
    average:
      'The model has a moving average of the weights, which is steadier than any single step. The share that a step leaves; 0 takes the weights as they are.',
  },
  inputs: {
    ...codePortHelps,
  },
  outputs: {
    model: 'It copies and encodes; new examples cannot be drawn from it.',
  },
};
