import { type Examples, GenloomError, type Run } from '@/graph';
import { logScalingOf } from '@/ml/data/points';
import { sampleVae } from '@/ml/generators/vae';
import { sizeOf } from '@/ml/network';
import { type Likelihood, vae } from '@/ml/objectives/vae';
import { rolesOf, scalingOf, trainOnExamples } from '../common/example-training';
import type { trainVae } from './node';

/** Coins fall with probabilities of 0 … 1, which are the numbers themselves. */
const UNSCALED = { mean: [0], deviation: [1] };

export const run: Run<typeof trainVae> = async (inputs, params, context) => {
  const { encoder, decoder, examples, validation } = inputs;
  const bernoulli = params.likelihood === 'bernoulli';
  if (bernoulli) for (const given of [examples, ...(validation ? [validation] : [])]) requireUnit(given);
  const networks = { encoder, decoder };
  const roles = rolesOf(networks);
  const scaling = bernoulli ? UNSCALED : scalingOf(examples);
  const likelihood: Likelihood = bernoulli
    ? { kind: 'bernoulli' }
    : { kind: 'gaussian', deviation: params.likelihood === 'gaussian' ? params.deviation : 'learned' };
  return trainOnExamples(networks, roles, examples, validation, params, context, {
    family: 'vae',
    words: { loss: 'loss, nats per example', unit: 'nats per example', speed: 'examples/s' },
    settings: { likelihood: likelihood.kind },
    scaling,
    objective: vae(roles, {
      likelihood,
      beta: params.beta,
      warmupSteps: params.klWarmUp,
      freeBits: params.freeBits,
      logScaling: logScalingOf(scaling, sizeOf(examples.shape)),
    }),
    async sample(weights, count) {
      // The same codes at each look: what becomes of them can be followed.
      const seed = `${context.seed}/look`;
      const samples = sampleVae({ decoder: roles.decoder, weights, likelihood: likelihood.kind, count, seed });
      try {
        return await samples.data<'float32'>();
      } finally {
        samples.dispose();
      }
    },
  });
};

function requireUnit({ data }: Examples): void {
  if (data.every((value) => value >= 0 && value <= 1)) return;
  throw new GenloomError({
    code: 'train.not-between-0-and-1',
    title: 'Not all numbers of these examples lie between 0 and 1.',
    detail: 'A Bernoulli likelihood takes each number for a probability.',
    fix: 'Set “A miss counts as” to a Gaussian.',
  });
}
