import { sinusoids } from '../functions/sinusoids';
import { add, tensor } from '../tf';
import { onlyInput } from './initial';
import type { Layer } from './layer';

/** Adds sines and cosines of each position (Vaswani et al. 2017, section 3.5): `[B, T, width]`. Params: `width`. */
export const positionSinusoidal: Layer = {
  parameters: () => [],
  initialise: () => new Float32Array(0),
  forward(inputs, _weights, _params, { offset, constants }) {
    const x = onlyInput(inputs);
    const [, tokens = 0, width = 0] = x.shape;
    const table = constants.get(`sinusoids/${offset}/${tokens}/${width}`, () =>
      tensor(sinusoids(offset, tokens, width), [tokens, width]),
    );
    return add(x, table);
  },
};
