import { GenloomError, type Metrics, type Model, type Run, type RunContext, type TokenBlocks, type z } from '@/graph';
import { shareOfZeros } from '@/ml/compress/prune';
import { evaluateNetwork } from '@/ml/evaluate';
import type { Network, Weights } from '@/ml/network';
import { rehearsing } from '@/ml/objectives/rehearsal';
import { embeddingKeys, keysBelow, layerRates } from '@/ml/training/depth';
import { disposeAll, uploadWeights } from '@/ml/weights';
import { concreteNetwork } from '../../common/network';
import { refuseMasked } from '../common/model-wiring';
import { refuseUnfit, usableValidation } from '../common/token-fit';
import { trainOnTokens } from '../common/token-training';
import { NEXT_TOKEN_WORDS, writing } from '../common/writing';
import type { fineTune } from './node';

type Params = z.infer<typeof fineTune.params>;

/** Blocks of old text that are measured on, before and after. */
const WATCHED_BLOCKS = 200;

const WORDS = {
  ...NEXT_TOKEN_WORDS,
  measures: {
    old: { title: 'Old text', unit: 'nats', better: 'lower' as const, help: 'At the last look, on some blocks.' },
  },
};

export const run: Run<typeof fineTune> = async (
  { model, training, validation, old, oldValidation },
  params,
  context,
) => {
  refuseMasked(model);
  const network = concreteNetwork(model.network);
  refuseUnfit(network, training);
  for (const one of [old, oldValidation]) if (one) refuseUnfit(network, { ...one, blockLength: training.blockLength });
  const watched = usableValidation(oldValidation, context) ?? old;
  const { frozen, trained: weights } = apart(network, model.weights, params);
  const pruned = prunedOf(model, context);
  const before = watched && (await lossOn(watched, network, model.weights, training.blockLength, context));
  const { trained, metrics } = await trainOnTokens(training, validation, params, context, {
    network,
    objective: rehearsing(network, {
      fresh: training,
      share: params.replay,
      ...(old && { old }),
      ...(watched && { watched }),
    }),
    words: WORDS,
    start: {
      weights,
      frozen,
      ...(params.keepZeros && { keepZeros: pruned }),
      ...(params.layerDecay < 1 && { rateOf: layerRates(network, params.layerDecay) }),
    },
    ...writing(network, training, params, context),
  });
  const { pruned: _, ...whole } = model;
  const tuned: Model = {
    ...(params.keepZeros ? model : whole),
    ...trained,
    weights: { ...frozen, ...trained.weights },
    blockLength: Math.max(model.blockLength, training.blockLength),
    trainedSteps: model.trainedSteps + trained.trainedSteps,
  };
  const told = [...metrics.values, ...zerosIn(model.weights, tuned.weights, pruned)];
  if (before === undefined || !watched) return { model: tuned, metrics: { ...metrics, values: told } };
  const after = await lossOn(watched, network, tuned.weights, training.blockLength, context);
  return { model: tuned, metrics: { ...metrics, values: [...told, ...forgotten(before, after)] } };
};

/** Weights with zeros that were made by pruning. What was quantised since has more of them, which nobody chose. */
function prunedOf({ pruned = [], weights }: Model, { log }: Pick<RunContext, 'log'>): readonly string[] {
  const still = pruned.filter((key) => weights[key]?.data.includes(0));
  if (still.some((key) => weights[key]?.quantised))
    log('warning', 'This model was quantised after it was pruned: weights that were rounded to zero count as pruned.');
  return still;
}

/** How much of what was pruned is zero: before and after. */
function zerosIn(before: Weights, after: Weights, pruned: readonly string[]): Metrics['values'] {
  if (pruned.length === 0) return [];
  const share = (of: Weights) => 100 * shareOfZeros(pruned.flatMap((key) => of[key]?.data ?? []));
  const help = 'Of the weights that were pruned.';
  return [
    { name: 'Zeros, before', value: share(before), unit: '%', help },
    { name: 'Zeros, after', value: share(after), unit: '%', help },
  ];
}

/** The weights that stay as they are, and those that learn. @throws GenloomError where none learns */
function apart(network: Network, weights: Weights, { freeze, lastLayers }: Params) {
  const still = new Set(
    freeze === 'none' ? [] : freeze === 'embeddings' ? embeddingKeys(network) : keysBelow(network, lastLayers),
  );
  const entries = Object.entries(weights);
  const frozen = Object.fromEntries(entries.filter(([key]) => still.has(key)));
  const trained = Object.fromEntries(entries.filter(([key]) => !still.has(key)));
  if (Object.keys(trained).length === 0)
    throw new GenloomError({
      code: 'tune.all-frozen',
      title: 'Nothing of this model is left to learn.',
      fix: 'Freeze fewer layers.',
    });
  return { frozen, trained };
}

async function lossOn(
  data: TokenBlocks,
  network: Network,
  weights: Weights,
  blockLength: number,
  { breathe }: Pick<RunContext, 'breathe'>,
): Promise<number> {
  const tensors = uploadWeights(network, weights);
  try {
    const options = { network, weights: tensors, batchSize: 16, maximumBlocks: WATCHED_BLOCKS, breathe };
    return (await evaluateNetwork({ ...options, data: { ...data, blockLength } })).loss;
  } finally {
    disposeAll(tensors);
  }
}

const forgotten = (before: number, after: number): Metrics['values'] => [
  { name: 'Old text, before', value: before, unit: 'nats', better: 'lower' },
  { name: 'Old text, after', value: after, unit: 'nats', better: 'lower' },
  {
    name: 'Forgotten',
    value: after - before,
    unit: 'nats',
    better: 'lower',
    help: 'By how much the loss on the old text rose. Below 0 it was learned even better.',
  },
];
