import { createRandom } from '../random';
import { concat, cos, matMul, reshape, sin, type Tensor, tensor2d } from '../tf';
import { onlyInput } from './initial';
import type { Layer } from './layer';
import { choiceOf, numberOf, type Params, sizeParam } from './params';

/** Waves of each coordinate, each twice as fast as the one before; or waves in random directions. */
export const FREQUENCIES = ['octaves', 'random'] as const;

/**
 * Coordinates beside the sines and cosines of waves over them, so that an MLP above can tell near ones apart: `[B, …] → [B, features]`. Octaves are `sin 2ᵏπx` and
 * `cos 2ᵏπx`, k from 0 to `bands − 1`, of each coordinate (Mildenhall et al. 2020, eq. 4); random ones are `sin 2πbx` and `cos 2πbx` of `bands` vectors b from
 * N(0, `scale`²), the same in every network of these settings (Tancik et al. 2020, eq. 5). Nothing in it is learned.
 * Params: `inputs`, `bands`, `frequencies`, `scale`.
 */
export const fourierFeatures: Layer = {
  parameters: () => [],
  initialise: () => new Float32Array(0),
  forward(inputs, _weights, params, { constants }) {
    const given = onlyInput(inputs);
    const x = reshape(given, [given.shape[0] ?? 0, sizeParam(params, 'inputs')]);
    const { key, rows } = wavesOf(params);
    const angles: Tensor = matMul(
      x,
      constants.get(key, () => tensor2d(rows)),
    );
    return concat([x, sin(angles), cos(angles)], 1);
  },
};

/** How fast each wave turns along each coordinate, in radians: `[inputs, waves]`. */
function wavesOf(params: Params): { readonly key: string; readonly rows: number[][] } {
  const [inputs, bands] = [sizeParam(params, 'inputs'), sizeParam(params, 'bands')];
  const frequencies = choiceOf(params, 'frequencies', FREQUENCIES);
  if (frequencies === 'octaves')
    return {
      key: `octaves/${inputs}/${bands}`,
      rows: Array.from({ length: inputs }, (_, row) =>
        Array.from({ length: inputs * bands }, (_, at) =>
          at % inputs === row ? 2 ** Math.floor(at / inputs) * Math.PI : 0,
        ),
      ),
    };
  const scale = numberOf(params, 'scale', 1);
  const random = createRandom(`fourier/${inputs}/${bands}`);
  return {
    key: `waves/${inputs}/${bands}/${scale}`,
    rows: Array.from({ length: inputs }, () =>
      Array.from({ length: bands }, () => 2 * Math.PI * scale * random.normal()),
    ),
  };
}
