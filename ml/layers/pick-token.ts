import { NetworkError } from '../network';
import { argMax, cast, equal, mul, oneHot, reshape, slice, sum, type Tensor, tidy } from '../tf';
import type { Layer } from './layer';
import { numberOf, type Params } from './params';

/**
 * One token's vector stands for all: `[B, T, width] → [B, width]`. The first, as a class token does (Dosovitskiy et al. 2021); or where the ids
 * `[B, T]` come in too, that of the first token `end` of each row, and of the highest id without one (Radford et al. 2021, section 2.4). Params: `end`.
 */
export const pickToken: Layer = {
  parameters: () => [],
  initialise: () => new Float32Array(0),
  forward([x, ids], _weights, params) {
    if (!x) throw new NetworkError('takes vectors, and has none.');
    const [batch = 0, tokens = 0, width = 0] = x.shape;
    if (!ids) return reshape(slice(x, [0, 0, 0], [batch, 1, width]), [batch, width]);
    const chosen = tidy(() => reshape(oneHot(cast(placesOf(ids, params), 'int32'), tokens), [batch, tokens, 1]));
    return sum(mul(x, cast(chosen, 'float32')), 1);
  },
};

const placesOf = (ids: Tensor, params: Params): Tensor =>
  params.end === undefined ? argMax(ids, 1) : argMax(cast(equal(ids, numberOf(params, 'end')), 'int32'), 1);
