import { actNorm } from '../flows/act-norm';
import { bind } from '../flows/flow';
import { flowLayer } from './flow-layer';
import { constantValues, required } from './initial';
import { sizeParam } from './params';

/**
 * A learned scale and shift of each number of an example `[B, channels]`. It begins as the identity, and not by its first batch as in Glow (Kingma &
 * Dhariwal 2018, section 3.1): examples are standardised before, and couplings begin as the identity too, so a first batch would say the same.
 * Params: `channels`.
 */
export const actNormLayer = flowLayer({
  parameters: (params) => ['bias', 'logScale'].map((name) => ({ name, shape: [sizeParam(params, 'channels')] })),
  initialise: (spec) => constantValues(spec, 0),
  flow: (weights) => bind(actNorm, { bias: required(weights, 'bias'), logScale: required(weights, 'logScale') }),
});
