import { squeezing } from '../flows/squeeze';
import { flowLayer } from './flow-layer';

/** Each square of 2 × 2 places as one place with four times the channels: `[B, H, W, C]` to `[B, H/2, W/2, 4C]` (Dinh et al. 2017, section 3.6). No params. */
export const squeezeLayer = flowLayer({
  parameters: () => [],
  initialise: () => new Float32Array(0),
  flow: () => squeezing,
});
