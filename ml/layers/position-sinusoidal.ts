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

/** `PE(p, 2i) = sin(p / 10000^(2i/width))`, `PE(p, 2i+1) = cos(…)`, rows for positions `offset …`, row-major. */
export function sinusoids(offset: number, count: number, width: number): Float32Array {
  const table = new Float32Array(count * width);
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < width; column++) {
      const angle = (offset + row) / 10000 ** ((2 * Math.floor(column / 2)) / width);
      table[row * width + column] = column % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
    }
  }
  return table;
}
