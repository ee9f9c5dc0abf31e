import { GenloomError, type Run, type z } from '@/graph';
import { type AdapterTarget, adaptedKeys, firstAdapters, withAdapters } from '@/ml/adapters/adapted';
import { countParameters } from '@/ml/network';
import { languageModel } from '@/ml/objectives/language-model';
import { basePrint } from '../../common/adapter';
import { concreteNetwork } from '../../common/network';
import { refuseMasked } from '../common/model-wiring';
import { refuseUnfit } from '../common/token-fit';
import { trainOnTokens } from '../common/token-training';
import { NEXT_TOKEN_WORDS, writing } from '../common/writing';
import type { trainAdapter } from './node';

export const run: Run<typeof trainAdapter> = async ({ model, training, validation }, params, context) => {
  refuseMasked(model);
  const base = concreteNetwork(model.network);
  refuseUnfit(base, training);
  const { rank, alpha, dropout } = params;
  const targets = targetsOf(params);
  if (adaptedKeys(base, targets).length === 0) throw new GenloomError(NOTHING_TO_ADAPT);
  const network = withAdapters(base, { rank, alpha, dropout, targets });
  const { trained, metrics } = await trainOnTokens(training, validation, params, context, {
    network,
    objective: languageModel,
    words: NEXT_TOKEN_WORDS,
    start: { weights: firstAdapters(network, context.seed), frozen: model.weights },
    ...writing(network, training, params, context),
  });
  const { weights, trainedSteps, validationLoss } = trained;
  const share = (100 * (countParameters(network) - countParameters(base))) / countParameters(base);
  return {
    adapter: { rank, alpha, targets, weights, base: basePrint(model), trainedSteps, validationLoss },
    metrics: {
      ...metrics,
      values: [
        ...metrics.values,
        { name: 'Trained share', value: share, unit: '%', help: 'Of the model’s parameters.' },
      ],
    },
  };
};

function targetsOf({ attention, feedForward }: z.infer<typeof trainAdapter.params>): readonly AdapterTarget[] {
  const looking = { none: [], 'query-value': ['query', 'value'], all: ['query', 'key', 'value', 'output'] } as const;
  return [...looking[attention], ...(feedForward ? (['gate', 'up', 'down'] as const) : [])];
}

const NOTHING_TO_ADAPT = {
  code: 'adapter.nothing-to-adapt',
  title: 'There is nothing in this model that the adapter was asked to stand beside.',
  fix: 'Choose more parts, or connect a model with transformer blocks.',
};
