import type { Run } from '@/graph';
import { logScalingOf, type Scaling } from '@/ml/data/points';
import { readOnce } from '@/ml/functions/read';
import { sampleVae } from '@/ml/generators/vae';
import { labelsInTurn } from '@/ml/labels';
import { sizeOf } from '@/ml/network';
import { type Likelihood, vae } from '@/ml/objectives/vae';
import { rolesOf } from '../../common/network';
import { scalingOf } from '../../common/scaling';
import { LEVELS, requireUnit, UNSCALED } from '../../common/unit';
import { trainOnExamples } from '../common/example-training';
import { givenTo, requireLabels } from '../common/labels';
import type { TrainingWords } from '../common/words';
import { withBounds } from './bounds';
import type { trainVae } from './node';

/** Steps of 0 … 1 become steps of −1 … 1. */
const STEPPED: Scaling = { mean: [0.5], deviation: [0.5] };

const PIXELS = {
  detail: 'A Bernoulli or logistic likelihood is one of pixels from black to white.',
  fix: 'Set “A miss counts as” to a Gaussian.',
};

const words: TrainingWords = {
  loss: 'loss, nats per example',
  unit: 'nats per example',
  speed: 'examples/s',
  measures: {
    reconstruction: {
      title: 'Reconstruction',
      unit: 'nats per example',
      help: 'How far copies are off: −log p(x | z). The other half of the loss.',
      better: 'lower',
    },
    kl: {
      title: 'KL divergence',
      unit: 'nats per example',
      help: 'How much the code says of an example. Near 0 it says nothing, and all copies are alike.',
    },
  },
};

export const run: Run<typeof trainVae> = async (inputs, params, context) => {
  const { encoder, decoder, examples, validation } = inputs;
  const likelihood = likelihoodOf(params);
  const all = givenTo(examples, validation);
  if (likelihood.kind !== 'gaussian') for (const [, given] of all) requireUnit(given, PIXELS);
  const networks = { encoder, decoder };
  for (const network of [encoder, decoder]) requireLabels(network, all);
  const roles = rolesOf(networks);
  const scaling = { bernoulli: UNSCALED, logistic: STEPPED, gaussian: scalingOf(examples) }[likelihood.kind];
  // Probabilities of coins and steps are those of the examples themselves: only densities change with the scale.
  const logScaling = likelihood.kind === 'gaussian' ? logScalingOf(scaling, sizeOf(examples.shape)) : 0;
  const { beta, klWarmUp: warmupSteps, freeBits } = params;
  const objective = vae(roles, { likelihood, beta, warmupSteps, freeBits, logScaling });
  const { model, metrics } = await trainOnExamples(networks, roles, examples, validation, params, context, {
    family: 'vae',
    words,
    settings: { likelihood: likelihood.kind },
    scaling,
    objective,
    // The same codes at each look: what becomes of them can be followed.
    sample: (weights, count) =>
      readOnce(
        sampleVae({
          decoder: roles.decoder,
          weights,
          likelihood: likelihood.kind,
          count,
          labels: labelsInTurn(count, examples.classes?.length ?? 0),
          seed: `${context.seed}/look`,
        }),
      ),
  });
  const given = { examples, ...(validation && { validation }) };
  return { model, metrics: await withBounds(metrics, { model, roles, objective, given, likelihood }, context) };
};

function likelihoodOf({ likelihood, deviation }: Parameters<Run<typeof trainVae>>[1]): Likelihood {
  switch (likelihood) {
    case 'bernoulli':
      return { kind: 'bernoulli' };
    case 'logistic':
      return { kind: 'logistic', deviation: 'learned', levels: LEVELS };
    case 'gaussian':
      return { kind: 'gaussian', deviation };
    case 'learned-gaussian':
      return { kind: 'gaussian', deviation: 'learned' };
  }
}
