import { NetworkError } from '../network';
import { add } from '../tf';
import type { Layer } from './layer';

/** The sum of two inputs of one shape: what a part found is added to what went into it (He et al. 2015). */
export const residualAdd: Layer = {
  parameters: () => [],
  initialise: () => new Float32Array(0),
  forward(inputs) {
    const [a, b] = inputs;
    if (!a || !b || inputs.length !== 2) throw new NetworkError(`adds two inputs, and has ${inputs.length}.`);
    return add(a, b);
  },
};
