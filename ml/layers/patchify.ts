import { linear } from '../functions/linear';
import { toOverlappingPatches } from '../functions/patches';
import { gridPositions } from '../functions/sinusoids';
import { NetworkError } from '../network';
import { add, concat, reshape, type Tensor, tensor, tile } from '../tf';
import { constantValues, linearSpecs, normalValues, onlyInput, required, xavierValues } from './initial';
import type { Layer } from './layer';
import { choiceOf, flagOf, type Params, sizeParam } from './params';

/**
 * Cuts images into squares and makes a vector of each, `[B, height, width, inputs] → [B, places, tokenWidth]`: a linear map of the square's pixels, and
 * where it is (Dosovitskiy et al. 2021, section 3.1). Positions are fixed sines and cosines of row and column, or learned.
 * With a class token, a learned vector that stands for no square comes before them, and has a position too where those are learned (the same, eq. 1).
 * Squares lie side by side, or `step` pixels from one to the next, and then overlap (Gong et al. 2021, AST).
 * Params: `height`, `width`, `inputs`, `patch`, `step`, `tokenWidth`, `positions` ('sinusoidal', 'learned', 'none'), `classToken`, `bias`.
 */
export const patchify: Layer = {
  parameters(params) {
    const { patch, inputs, places, tokenWidth } = sizesOf(params);
    return [
      ...linearSpecs('patch', patch ** 2 * inputs, tokenWidth, flagOf(params, 'bias', true)),
      ...(hasClassToken(params) ? [{ name: 'classToken', shape: [tokenWidth] }] : []),
      ...(positionsOf(params) === 'learned' ? [{ name: 'positions', shape: [places, tokenWidth] }] : []),
    ];
  },

  initialise(spec, random) {
    if (spec.name === 'positions' || spec.name === 'classToken') return normalValues(spec, random);
    return spec.name === 'patch.bias' ? constantValues(spec, 0) : xavierValues(spec, random);
  },

  forward(inputs, weights, params, { constants }) {
    const { height, width, inputs: channels, patch, step, tokenWidth, places, rows, columns } = sizesOf(params);
    const x = onlyInput(inputs);
    const images: Tensor = reshape(x, [x.shape[0] ?? 0, height, width, channels]);
    const cut = toOverlappingPatches(images, patch, step);
    const squares = linear(cut, required(weights, 'patch.weight'), weights['patch.bias']);
    const tokens = hasClassToken(params) ? withClassToken(squares, required(weights, 'classToken')) : squares;
    if (positionsOf(params) === 'none') return tokens;
    if (positionsOf(params) === 'learned') return add(tokens, required(weights, 'positions'));
    if (hasClassToken(params)) throw new NetworkError('positions are learned, or none, where there is a class token.');
    const table = constants.get(`grid-positions/${rows}/${columns}/${tokenWidth}`, () =>
      tensor(gridPositions(rows, columns, tokenWidth), [places, tokenWidth]),
    );
    return add(tokens, table);
  },
};

/** The same vector before the squares of every image. */
function withClassToken(squares: Tensor, token: Tensor): Tensor {
  const [batch = 0, , width = 0] = squares.shape;
  return concat([tile(reshape(token, [1, 1, width]), [batch, 1, 1]), squares], 1);
}

const hasClassToken = (params: Params): boolean => flagOf(params, 'classToken', false);
const positionsOf = (params: Params) => choiceOf(params, 'positions', ['sinusoidal', 'learned', 'none']);

function sizesOf(params: Params) {
  const of = (name: string) => sizeParam(params, name);
  const [height, width, patch] = [of('height'), of('width'), of('patch')];
  const step = sizeParam(params, 'step', patch);
  const along = (size: number) => Math.ceil((size - patch) / step) + 1;
  const [rows, columns] = [along(height), along(width)];
  const places = rows * columns + (hasClassToken(params) ? 1 : 0);
  return { height, width, patch, step, rows, columns, inputs: of('inputs'), tokenWidth: of('tokenWidth'), places };
}
