import { NetworkError } from '../network';
import { concat } from '../tf';
import type { Layer } from './layer';

/** Two images of one size as one with the channels of both: `[B, H, W, a]` and `[B, H, W, b]` to `[B, H, W, a + b]` (Ronneberger et al. 2015). */
export const joinChannels: Layer = {
  parameters: () => [],
  initialise: () => new Float32Array(0),
  forward(inputs) {
    if (inputs.length !== 2) throw new NetworkError(`joins two inputs, and has ${inputs.length}.`);
    return concat([...inputs], 3);
  },
};
