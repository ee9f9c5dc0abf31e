import { linear } from '../functions/linear';
import { toPatches } from '../functions/patches';
import { gridPositions } from '../functions/sinusoids';
import { add, reshape, type Tensor, tensor } from '../tf';
import { constantValues, linearSpecs, normalValues, onlyInput, required, xavierValues } from './initial';
import type { Layer } from './layer';
import { choiceOf, type Params, sizeParam } from './params';

/**
 * Cuts images into squares and makes a vector of each, `[B, height, width, inputs] → [B, places, tokenWidth]`: a linear map of the square's pixels, and
 * where it is (Dosovitskiy et al. 2021, section 3.1). Positions are fixed sines and cosines of row and column, or learned.
 * Params: `height`, `width`, `inputs`, `patch`, `tokenWidth`, `positions` ('sinusoidal', 'learned', 'none').
 */
export const patchify: Layer = {
  parameters(params) {
    const { patch, inputs, places, tokenWidth } = sizesOf(params);
    return [
      ...linearSpecs('patch', patch ** 2 * inputs, tokenWidth, true),
      ...(positionsOf(params) === 'learned' ? [{ name: 'positions', shape: [places, tokenWidth] }] : []),
    ];
  },

  initialise(spec, random) {
    if (spec.name === 'positions') return normalValues(spec, random);
    return spec.name === 'patch.bias' ? constantValues(spec, 0) : xavierValues(spec, random);
  },

  forward(inputs, weights, params, { constants }) {
    const { height, width, inputs: channels, patch, tokenWidth, places } = sizesOf(params);
    const x = onlyInput(inputs);
    const images: Tensor = reshape(x, [x.shape[0] ?? 0, height, width, channels]);
    const tokens = linear(toPatches(images, patch), required(weights, 'patch.weight'), required(weights, 'patch.bias'));
    if (positionsOf(params) === 'none') return tokens;
    if (positionsOf(params) === 'learned') return add(tokens, required(weights, 'positions'));
    const [rows, columns] = [height / patch, width / patch];
    const table = constants.get(`grid-positions/${rows}/${columns}/${tokenWidth}`, () =>
      tensor(gridPositions(rows, columns, tokenWidth), [places, tokenWidth]),
    );
    return add(tokens, table);
  },
};

const positionsOf = (params: Params) => choiceOf(params, 'positions', ['sinusoidal', 'learned', 'none']);

function sizesOf(params: Params) {
  const of = (name: string) => sizeParam(params, name);
  const [height, width, patch] = [of('height'), of('width'), of('patch')];
  const places = Math.ceil(height / patch) * Math.ceil(width / patch);
  return { height, width, patch, inputs: of('inputs'), tokenWidth: of('tokenWidth'), places };
}
