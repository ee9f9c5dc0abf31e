import { minibatchDeviation } from '../gan/minibatch-deviation';
import { onlyInput } from './initial';
import type { Layer } from './layer';
import { sizeParam } from './params';

/**
 * One more channel, or number, that says how much the examples of a group differ (Karras et al. 2018, section 3): `[B, …, C]` to `[B, …, C + 1]`. It learns
 * nothing. Params: `group`, examples of a group.
 */
export const minibatchDeviationLayer: Layer = {
  parameters: () => [],
  initialise: () => new Float32Array(),
  forward: (inputs, _weights, params) => minibatchDeviation(onlyInput(inputs), sizeParam(params, 'group')),
};
