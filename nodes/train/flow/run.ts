import type { Examples, Generator, Metrics, Run, RunContext } from '@/graph';
import { applyScaling, logScalingOf } from '@/ml/data/points';
import { bitsPerDimension, dequantise } from '@/ml/flows/likelihood';
import { readOnce } from '@/ml/functions/read';
import { logLikelihoods, sampleFlow } from '@/ml/generators/flow';
import { type Network, sizeOf } from '@/ml/network';
import { flowLikelihood } from '@/ml/objectives/flow';
import { createRandom } from '@/ml/random';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { constantNumbers } from '../../common/examples';
import { rolesOf } from '../../common/network';
import { scalingOf } from '../../common/scaling';
import { LEVELS, requireUnit, UNSCALED } from '../../common/unit';
import { trainOnExamples } from '../common/example-training';
import { givenTo, requireLabels } from '../common/labels';
import type { TrainingWords } from '../common/words';
import type { trainFlow } from './node';

const PIXELS = {
  detail: 'A flow over images is one of pixels from black to white.',
  fix: 'Connect images as they come.',
};

const POINT_WORDS: TrainingWords = {
  loss: 'negative log-likelihood, nats per example',
  unit: 'nats per example',
  speed: 'examples/s',
};
const IMAGE_WORDS: TrainingWords = { loss: 'bits per dimension', unit: 'bits per dimension', speed: 'examples/s' };

export const run: Run<typeof trainFlow> = async ({ network, examples, validation }, params, context) => {
  const networks = { flow: network };
  const roles = rolesOf(networks);
  const classes = network.examples?.classes ?? 0;
  const all = givenTo(examples, validation);
  requireLabels(network, all);
  const pixels = isImage(examples);
  if (pixels) for (const [, given] of all) requireUnit(given, PIXELS);
  const scaling = pixels ? UNSCALED : scalingOf(examples);
  const { model, metrics } = await trainOnExamples(networks, roles, examples, validation, params, context, {
    family: 'flow',
    words: pixels ? IMAGE_WORDS : POINT_WORDS,
    settings: {},
    scaling,
    objective: flowLikelihood(
      roles.flow,
      pixels ? { levels: LEVELS } : { logScaling: logScalingOf(scaling, sizeOf(examples.shape)) },
    ),
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
  const constant = constantNumbers(examples).length;
  const measured = await withLikelihoods(metrics, model, roles.flow, { examples, validation }, context);
  if (constant === 0) return { model, metrics: measured };
  // A density may be as high as it likes where a number never changes.
  const note = `${constant === 1 ? 'One number is' : `${constant.toLocaleString('en')} numbers are`} the same in every example. The density of what never changes has no bound: log-likelihoods grow with every step, and do not tell how good the model is.`;
  return { model, metrics: { ...measured, notes: [...measured.notes, note] } };
};

/** Numbers of the examples that are asked for their likelihood once training is over, at most: 10,000 points, or a thousand images. */
const MEASURED = 1_000_000;

/** What the finished model says of the examples, over all of them and not over some batches: what models are compared by. */
async function withLikelihoods(
  metrics: Metrics,
  model: Generator,
  network: Network,
  { examples, validation }: { readonly examples: Examples; readonly validation: Examples | undefined },
  { breathe, seed }: RunContext,
): Promise<Metrics> {
  const weights = uploadWeights(network, model.weights);
  const measure = async ({ shape, count: whole, data, labels }: Examples) => {
    const size = sizeOf(shape);
    const count = Math.min(whole, Math.max(1, Math.min(10_000, Math.floor(MEASURED / size))));
    const items = { shape, count, data: data.subarray(0, count * size), ...(labels && { labels }) };
    const scaled = isImage(items)
      ? { ...items, data: dequantise(items.data, LEVELS, createRandom(`${seed}/measure`)) }
      : applyScaling(items, model.scaling);
    const found = await logLikelihoods({ network, weights }, scaled, breathe);
    const mean = found.reduce((sum, value) => sum + value, 0) / count;
    return isImage(items) ? bitsPerDimension(mean, size, LEVELS) : mean + logScalingOf(model.scaling, size);
  };
  const value = async (of: string, given: Examples) => ({
    ...(isImage(given) ? OF_IMAGES : OF_POINTS),
    name: `${(isImage(given) ? OF_IMAGES : OF_POINTS).name}, ${of}`,
    value: await measure(given),
  });
  try {
    return {
      ...metrics,
      values: [
        await value('training', examples),
        ...(validation && validation.count > 0 ? [await value('validation', validation)] : []),
        ...metrics.values,
      ],
    };
  } finally {
    disposeAll(weights);
  }
}

const OF_POINTS = {
  name: 'Log-likelihood',
  unit: 'nats per example',
  better: 'higher',
  help: 'The mean log-density of the examples as they were given. It depends on their units, and may be below 0.',
} as const;
const OF_IMAGES = {
  name: 'Bits per dimension',
  unit: 'bits',
  better: 'lower',
  help: 'How many bits each number of an image would take to store, by what the model expects; 8 if all shades were as likely.',
} as const;

const isImage = ({ shape }: { readonly shape: readonly number[] }): boolean => shape.length === 3;
