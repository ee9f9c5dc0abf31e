import { linear } from '../functions/linear';
import { clipPositions } from '../functions/sinusoids';
import { type Cut, toTubelets } from '../functions/tubelets';
import { add, reshape, type Tensor, tensor } from '../tf';
import { constantValues, linearSpecs, normalValues, onlyInput, required, xavierValues } from './initial';
import type { Layer } from './layer';
import { choiceOf, type Params, sizeParam } from './params';

/**
 * Cuts clips into tubelets, blocks of some frames and a square of pixels, and makes a vector of each: `[B, frames, height, width, inputs] → [B, times · places,
 * tokenWidth]`, a linear map of its numbers and where and when it is (Arnab et al. 2021, section 3.2, “tubelet embedding”). Positions are fixed sines and cosines of
 * moment, row and column, or learned. Params: `frames`, `height`, `width`, `inputs`, `span`, `patch`, `tokenWidth`, `positions` ('sinusoidal', 'learned', 'none').
 */
export const tubelets: Layer = {
  parameters(params) {
    const { span, patch } = cutOf(params);
    const tokenWidth = sizeParam(params, 'tokenWidth');
    return [
      ...linearSpecs('tubelet', span * patch ** 2 * sizeParam(params, 'inputs'), tokenWidth, true),
      ...(positionsOf(params) === 'learned' ? [{ name: 'positions', shape: [tokensOf(params), tokenWidth] }] : []),
    ];
  },

  initialise(spec, random) {
    if (spec.name === 'positions') return normalValues(spec, random);
    return spec.name === 'tubelet.bias' ? constantValues(spec, 0) : xavierValues(spec, random);
  },

  forward(inputs, weights, params, { constants }) {
    const cut = cutOf(params);
    const { frames, height, width, span, patch } = cut;
    const x = onlyInput(inputs);
    const clips: Tensor = reshape(x, [x.shape[0] ?? 0, frames, height, width, sizeParam(params, 'inputs')]);
    const tokens = linear(
      toTubelets(clips, cut),
      required(weights, 'tubelet.weight'),
      required(weights, 'tubelet.bias'),
    );
    const positions = positionsOf(params);
    if (positions === 'none') return tokens;
    if (positions === 'learned') return add(tokens, required(weights, 'positions'));
    const [times, rows, columns] = [frames / span, height / patch, width / patch];
    const size = sizeParam(params, 'tokenWidth');
    const table = constants.get(`clip-positions/${times}/${rows}/${columns}/${size}`, () =>
      tensor(clipPositions(times, rows, columns, size), [tokensOf(params), size]),
    );
    return add(tokens, table);
  },
};

const positionsOf = (params: Params) => choiceOf(params, 'positions', ['sinusoidal', 'learned', 'none']);

/** How the layer’s clips are cut. */
export function cutOf(params: Params): Cut {
  const of = (name: string) => sizeParam(params, name);
  return { frames: of('frames'), height: of('height'), width: of('width'), span: of('span'), patch: of('patch') };
}

function tokensOf(params: Params): number {
  const { frames, height, width, span, patch } = cutOf(params);
  return (frames / span) * (height / patch) * (width / patch);
}
