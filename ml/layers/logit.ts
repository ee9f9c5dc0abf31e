import { logitStep } from '../flows/likelihood';
import { flowLayer } from './flow-layer';

/** Numbers of 0 … 1, such as pixels, drawn out over all numbers; it learns nothing (Dinh et al. 2017, section 4.1). No params. */
export const logit = flowLayer({
  parameters: () => [],
  initialise: () => new Float32Array(0),
  flow: () => logitStep,
});
