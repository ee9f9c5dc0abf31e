import { embedding } from '../functions/embedding';
import { NetworkError } from '../network';
import { add, cast, cumsum, equal, minimum, type Tensor } from '../tf';
import { normalValues, required } from './initial';
import type { Layer } from './layer';
import { numberOf, type Params, sizeParam } from './params';

/**
 * Adds a learned vector for the segment that a token is of (Devlin et al. 2019, figure 2): `[B, T, width]` and the ids `[B, T]` to `[B, T, width]`. Every
 * separator ends a segment, and the last type stands for all after it; without a separator all tokens are of the first. Params: `types`, `width`, `separator`.
 */
export const tokenTypes: Layer = {
  parameters: (params) => [{ name: 'weight', shape: [sizeParam(params, 'types'), sizeParam(params, 'width')] }],
  initialise: (spec, random) => normalValues(spec, random),
  forward([x, ids], weights, params) {
    if (!x || !ids) throw new NetworkError('takes vectors and the ids of their tokens.');
    return add(x, embedding(required(weights, 'weight'), segmentsOf(ids, params)));
  },
};

/** How many separators stand before each token. */
function segmentsOf(ids: Tensor, params: Params): Tensor {
  const separators = cast(equal(ids, numberOf(params, 'separator', -1)), 'int32');
  return cast(minimum(cumsum(separators, 1, true), sizeParam(params, 'types') - 1), 'int32');
}
