import { linear } from '../functions/linear';
import { silu } from '../functions/silu';
import { NetworkError } from '../network';
import { add } from '../tf';
import { constantValues, linearSpecs, normalValues, required } from './initial';
import type { Layer } from './layer';
import { flagOf, type Params, sizeParam } from './params';
import { toldSpecs, toldVector } from './told';

/**
 * One vector `[B, width]` of the time and the class, which all blocks of a network share: two dense layers over the features of the time, and a row for each
 * class and for none, added (Peebles & Xie 2023, section 3.2). Its inputs are the time, where it is told that, and the class, where it is told that.
 * Params: `width`, `time`, `classes`.
 */
export const condition: Layer = {
  parameters(params) {
    const width = sizeParam(params, 'width');
    return [...toldSpecs(params, width), ...(isTimed(params) ? linearSpecs('mix', width, width, true) : [])];
  },

  initialise: (spec, random) => (spec.name.endsWith('.bias') ? constantValues(spec, 0) : normalValues(spec, random)),

  forward(inputs, weights, params) {
    const rest = [...inputs];
    const first = isTimed(params) ? toldVector(rest.splice(0, 1), weights, { ...params, classes: 0 }) : null;
    const time = first && linear(silu(first), required(weights, 'mix.weight'), required(weights, 'mix.bias'));
    const label = toldVector(rest, weights, { ...params, time: false });
    const both = time && label ? add(time, label) : (time ?? label);
    if (!both) throw new NetworkError('is told neither the time nor the class.');
    return both;
  },
};

const isTimed = (params: Params): boolean => flagOf(params, 'time', false);
