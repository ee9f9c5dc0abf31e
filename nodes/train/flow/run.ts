import type { Examples, Generator, Metrics, Run, RunContext } from '@/graph';
import { applyScaling, logScalingOf } from '@/ml/data/points';
import { readOnce } from '@/ml/functions/read';
import { logLikelihoods, sampleFlow } from '@/ml/generators/flow';
import type { Network } from '@/ml/network';
import { flowLikelihood } from '@/ml/objectives/flow';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { rolesOf } from '../../common/network';
import { scalingOf, trainOnExamples } from '../common/example-training';
import { givenTo, requireLabels } from '../common/labels';
import type { trainFlow } from './node';

export const run: Run<typeof trainFlow> = async ({ network, examples, validation }, params, context) => {
  const networks = { flow: network };
  const roles = rolesOf(networks);
  const classes = network.examples?.classes ?? 0;
  requireLabels(network, givenTo(examples, validation));
  const logScaling = logScalingOf(scalingOf(examples), sizeOf(examples));
  const { model, metrics } = await trainOnExamples(networks, roles, examples, validation, params, context, {
    family: 'flow',
    words: { loss: 'negative log-likelihood, nats per example', unit: 'nats per example', speed: 'examples/s' },
    settings: {},
    objective: flowLikelihood(roles.flow, { logScaling }),
    async sample(weights, count, seed) {
      const samples = sampleFlow({
        network: roles.flow,
        weights,
        shape: [count, ...examples.shape],
        seed,
        ...(classes > 0 && { labels: Int32Array.from({ length: count }, (_, index) => index % classes) }),
      });
      return readOnce(samples);
    },
  });
  return { model, metrics: await withLikelihoods(metrics, model, roles.flow, { examples, validation }, context) };
};

/** At most so many examples are asked for their likelihood once training is over. */
const MEASURED = 10_000;

/** What the finished model says of the examples, over all of them and not over some batches: what models are compared by. */
async function withLikelihoods(
  metrics: Metrics,
  model: Generator,
  network: Network,
  { examples, validation }: { readonly examples: Examples; readonly validation: Examples | undefined },
  { breathe }: RunContext,
): Promise<Metrics> {
  const weights = uploadWeights(network, model.weights);
  const measure = async (given: Examples) => {
    const count = Math.min(given.count, MEASURED);
    const { labels } = given;
    const items = {
      shape: given.shape,
      count,
      data: given.data.subarray(0, count * sizeOf(given)),
      ...(labels && { labels }),
    };
    const found = await logLikelihoods({ network, weights }, applyScaling(items, model.scaling), breathe);
    const mean = found.reduce((sum, value) => sum + value, 0) / count;
    return mean + logScalingOf(model.scaling, sizeOf(given));
  };
  const value = async (name: string, given: Examples) => ({
    name,
    value: await measure(given),
    unit: 'nats per example',
    better: 'higher' as const,
    help: 'The mean log-density of the examples as they were given. It depends on their units, and may be below 0.',
  });
  try {
    return {
      ...metrics,
      values: [
        await value('Log-likelihood, training', examples),
        ...(validation && validation.count > 0 ? [await value('Log-likelihood, validation', validation)] : []),
        ...metrics.values,
      ],
    };
  } finally {
    disposeAll(weights);
  }
}

const sizeOf = ({ shape }: Examples): number => shape.reduce((product, length) => product * length, 1);
