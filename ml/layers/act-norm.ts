import { actNorm } from '../flows/act-norm';
import { bind } from '../flows/flow';
import { flowLayer } from './flow-layer';
import { constantValues, required } from './initial';
import { sizeParam } from './params';

/**
 * A learned scale and shift of each channel, `[B, …, channels]` to the same. It begins as the identity, and `fitActNorms` then as its first batch says, if
 * `begins` is 'batch' (Kingma & Dhariwal 2018, section 3.1). Points have no need of that: they are standardised before, and couplings begin as the identity
 * too, so a first batch would say the same. Params: `channels`, `begins` ('identity', 'batch').
 */
export const actNormLayer = flowLayer({
  parameters: (params) => ['bias', 'logScale'].map((name) => ({ name, shape: [sizeParam(params, 'channels')] })),
  initialise: (spec) => constantValues(spec, 0),
  flow: (weights) => bind(actNorm, { bias: required(weights, 'bias'), logScale: required(weights, 'logScale') }),
});
