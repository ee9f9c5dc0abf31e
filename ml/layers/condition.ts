import { linear } from '../functions/linear';
import { silu } from '../functions/silu';
import { NetworkError } from '../network';
import { add, type Tensor } from '../tf';
import { constantValues, linearSpecs, normalValues, required, uniformValues } from './initial';
import type { Layer, LayerWeights } from './layer';
import { flagOf, type Params, sizeParam } from './params';
import { isTable, isWordTable, tableValues, toldSpecs, toldVector } from './told';

/**
 * One vector `[B, width]` of the time, the class and the caption, which all blocks of a network share: two dense layers over the features of the time, a row
 * for each class and for none, and the rows of the words, added (Peebles & Xie 2023, section 3.2); without `mix` one dense layer, as the residual blocks of a
 * U-Net take it. Its inputs are the time, the class and the caption, where it is told them. Params: `width`, `time`, `classes`, `words`, `mix`.
 */
export const condition: Layer = {
  parameters(params) {
    const width = sizeParam(params, 'width');
    return [...toldSpecs(params, width), ...(isMixed(params) ? linearSpecs('mix', width, width, true) : [])];
  },

  initialise(spec, random, params) {
    if (spec.name.endsWith('.bias')) return constantValues(spec, 0);
    if (flagOf(params, 'mix', true) && !isWordTable(spec)) return normalValues(spec, random);
    return isTable(spec) ? tableValues(spec, random) : uniformValues(spec, random, Math.SQRT2);
  },

  forward(inputs, weights, params) {
    const vector = isMixed(params) ? mixed(inputs, weights, params) : toldVector(inputs, weights, params);
    if (!vector) throw new NetworkError('is told neither the time, the class nor a caption.');
    return vector;
  },
};

function mixed([time, ...rest]: readonly Tensor[], weights: LayerWeights, params: Params): Tensor | null {
  const first = toldVector(time ? [time] : [], weights, { ...params, classes: 0, words: undefined });
  const second = first && linear(silu(first), required(weights, 'mix.weight'), required(weights, 'mix.bias'));
  const label = toldVector(rest, weights, { ...params, time: false });
  return second && label ? add(second, label) : (second ?? label);
}

const isMixed = (params: Params): boolean => flagOf(params, 'time', false) && flagOf(params, 'mix', true);
