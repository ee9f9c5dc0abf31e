import type { Run } from '@/graph';
import { applyScaling } from '@/ml/data/points';
import { inParts, readFrom } from '@/ml/generators/in-parts';
import { reconstruct } from '@/ml/generators/vae';
import { autoencoding } from '@/ml/objectives/autoencoder';
import { copiesView } from '../../common/copies-view';
import { evenlySpaced } from '../../common/examples';
import { rolesOf } from '../../common/network';
import { scalingOf, varianceOf } from '../../common/scaling';
import { trainOnExamples } from '../common/example-training';
import type { TrainingWords } from '../common/words';
import type { trainAutoencoder } from './node';

const words: TrainingWords = { loss: 'error of copies, share of the variance', speed: 'examples/s' };

/** Examples that go through the networks together. */
const TOGETHER = 250;

export const run: Run<typeof trainAutoencoder> = (inputs, params, context) => {
  const { encoder, decoder, examples, validation } = inputs;
  const networks = { encoder, decoder };
  const roles = rolesOf(networks);
  // The same at each look: how their copies get better can be followed.
  const shown = evenlySpaced(validation && validation.count > 0 ? validation : examples, params.samples);
  const scaled = applyScaling(shown, scalingOf(examples));
  return trainOnExamples(networks, roles, examples, validation, params, context, {
    family: 'autoencoder',
    words,
    // The decoder's numbers are those of the copy.
    settings: { likelihood: 'gaussian' },
    objective: autoencoding(roles, varianceOf(examples)),
    sample: (weights) =>
      inParts(
        scaled,
        TOGETHER,
        readFrom((x) => reconstruct(x, { ...roles, weights, likelihood: 'gaussian' })),
        context.breathe,
      ),
    picture: (copies) => copiesView(shown, copies),
  });
};
