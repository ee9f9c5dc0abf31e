import { layerNorm, rmsNorm } from '../functions/norms';
import { constantValues, onlyInput, required } from './initial';
import type { Layer } from './layer';
import { choiceOf, flagOf, numberOf, type Params, sizeParam } from './params';

const KINDS = ['layer-norm', 'rms-norm'] as const;

/** Normalises each token's vector: `[B, T, width]`. Params: `kind`, `width`, `bias` (layer-norm only), `epsilon`. */
export const norm: Layer = {
  parameters(params) {
    const width = sizeParam(params, 'width');
    const weight = { name: 'weight', shape: [width] };
    return hasBias(params) ? [weight, { name: 'bias', shape: [width] }] : [weight];
  },
  initialise: (spec) => constantValues(spec, spec.name === 'weight' ? 1 : 0),
  forward(inputs, weights, params) {
    const x = onlyInput(inputs);
    const weight = required(weights, 'weight');
    if (choiceOf(params, 'kind', KINDS) === 'rms-norm') return rmsNorm(x, weight, numberOf(params, 'epsilon', 1e-5));
    const bias = hasBias(params) ? required(weights, 'bias') : undefined;
    return layerNorm(x, weight, bias, numberOf(params, 'epsilon', 1e-5));
  },
};

/** RMSNorm has no bias (Zhang & Sennrich 2019). */
const hasBias = (params: Params): boolean =>
  choiceOf(params, 'kind', KINDS) === 'layer-norm' && flagOf(params, 'bias', true);
