import type { Run } from '@/graph';
import { relativeError } from '@/ml/compress/measure';
import { pruneWeights, shareOfZeros } from '@/ml/compress/prune';
import type { Weights } from '@/ml/network';
import { concreteNetwork } from '../../common/network';
import type { pruneModel } from './node';

export const run: Run<typeof pruneModel> = ({ model }, params, { log }) => {
  const { weights, pruned } = pruneWeights(concreteNetwork(model.network), model.weights, params);
  if (pruned.some((key) => model.weights[key]?.quantised))
    log('warning', 'This model was quantised; pruned, its weights are full again. Quantise it after pruning instead.');
  const arrays = (of: Weights) => pruned.map((key) => of[key]?.data ?? new Float32Array());
  const [before, after] = [arrays(model.weights), arrays(weights)];
  const everything = Object.values(weights).map(({ data }) => data);
  return {
    model: { ...model, weights, validationLoss: null, pruned: [...new Set([...(model.pruned ?? []), ...pruned])] },
    metrics: {
      values: [
        { name: 'Zeros', value: 100 * shareOfZeros(after), unit: '%', help: 'Of the weights that could be pruned.' },
        { name: 'Zeros of the model', value: 100 * shareOfZeros(everything), unit: '%', help: 'Of all its weights.' },
        {
          name: 'Relative error',
          value: 100 * relativeError(before, after),
          unit: '%',
          better: 'lower',
          help: 'How far the weights are from what they were, by their size.',
        },
      ],
      curves: [],
      notes: [],
    },
    layers: {
      columns: [
        { name: 'Matrix', kind: 'category', categories: pruned },
        { name: 'Numbers', kind: 'whole' },
        { name: 'Zeros (%)', kind: 'number' },
        { name: 'Relative error (%)', kind: 'number' },
      ],
      rows: pruned.map((key, index) => {
        const [was, is] = [before[index] ?? new Float32Array(), after[index] ?? new Float32Array()];
        const [zeros, error] = [100 * shareOfZeros([is]), 100 * relativeError([was], [is])];
        return [key, was.length, Number(zeros.toPrecision(3)), Number(error.toPrecision(3))];
      }),
    },
  };
};
