import { mean } from '../tf';
import { onlyInput } from './initial';
import type { Layer } from './layer';

/** The mean of all tokens: `[B, places, width] → [B, width]`, which does as well as a token of its own for the whole (Beyer et al. 2022). */
export const tokenMean: Layer = {
  parameters: () => [],
  initialise: () => new Float32Array(0),
  forward: (inputs) => mean(onlyInput(inputs), 1),
};
