import { NetworkError } from '../network';
import { concat, reshape } from '../tf';
import type { Layer } from './layer';

/**
 * Puts tokens that are no words before those that are: `[B, T, width]` and a prefix `[B, places, width]` to `[B, places + T, width]`, as LLaVA tells a
 * language model what a picture shows (Liu et al. 2023, section 4.1). Learns nothing.
 */
export const prefixTokens: Layer = {
  parameters: () => [],
  initialise: () => new Float32Array(0),
  forward([words, prefix]) {
    if (!words || !prefix) throw new NetworkError('is to be told what a picture shows, and was given nothing.');
    const [batch = 0, , width = 0] = words.shape;
    return concat([reshape(prefix, [batch, -1, width]), words], 1);
  },
};
