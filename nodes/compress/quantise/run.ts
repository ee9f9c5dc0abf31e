import type { Metrics, Run, Table } from '@/graph';
import { relativeError, storedBytes } from '@/ml/compress/measure';
import { type QuantisedWeight, quantiseWeights } from '@/ml/compress/quantise';
import type { Weights } from '@/ml/network';
import { concreteNetwork } from '../../common/network';
import { compressed, KILOBYTE } from '../common/compressed';
import type { quantiseModel } from './node';

export const run: Run<typeof quantiseModel> = ({ model }, params, { log }) => {
  const network = concreteNetwork(model.network);
  const weights = compressed(() =>
    quantiseWeights(network, model.weights, {
      bits: params.bits === '4' ? 4 : 8,
      groupSize: params.scales === 'group' ? params.groupSize : 0,
      embeddings: params.embeddings,
    }),
  );
  const changed = Object.keys(weights).filter((key) => weights[key]?.quantised);
  if (Object.values(model.weights).some(({ quantised }) => quantised))
    log('info', 'This model was quantised before. The errors below come on top of those.');
  return {
    model: { ...model, weights, validationLoss: null },
    metrics: metricsOf(model.weights, weights, changed),
    layers: layersOf(model.weights, weights, changed),
  };
};

/** What it would be as float32, whatever it was: sizes are told against that. */
const fullBytes = (weights: Weights): number =>
  Object.values(weights).reduce((sum, { data }) => sum + data.byteLength, 0);

function metricsOf(
  before: Weights,
  after: Readonly<Record<string, QuantisedWeight>>,
  changed: readonly string[],
): Metrics {
  const arrays = (weights: Weights) => changed.map((key) => weights[key]?.data ?? []);
  const [full, stored] = [fullBytes(before), storedBytes(after)];
  return {
    values: [
      {
        name: 'Relative error',
        value: 100 * relativeError(arrays(before), arrays(after)),
        unit: '%',
        better: 'lower',
        help: 'How far the weights are from what they were, by their size.',
      },
      { name: 'Size before', value: full / KILOBYTE, unit: 'kB', help: 'All weights in 32 bits.' },
      { name: 'Size after', value: stored / KILOBYTE, unit: 'kB', better: 'lower', help: 'With the scales.' },
      { name: 'Share of the size', value: (100 * stored) / full, unit: '%', better: 'lower' },
      { name: 'Matrices', value: changed.length, help: 'That were quantised.' },
    ],
    curves: [],
    notes: [],
  };
}

function layersOf(
  before: Weights,
  after: Readonly<Record<string, QuantisedWeight>>,
  changed: readonly string[],
): Table {
  return {
    columns: [
      { name: 'Matrix', kind: 'category', categories: changed },
      { name: 'Numbers', kind: 'whole' },
      { name: 'Before (kB)', kind: 'number' },
      { name: 'After (kB)', kind: 'number' },
      { name: 'Relative error (%)', kind: 'number' },
    ],
    rows: changed.map((key) => {
      const [was, is] = [before[key]?.data ?? new Float32Array(), after[key]];
      return [
        key,
        was.length,
        was.byteLength / KILOBYTE,
        is ? storedBytes({ [key]: is }) / KILOBYTE : null,
        is ? Number((100 * relativeError([was], [is.data])).toPrecision(3)) : null,
      ];
    }),
  };
}
