import { cast, oneHot, reshape, type Tensor, type Tensor2D } from '../tf';

/**
 * A row of zeros with a 1 at each id: `ids [...]` int32 to float32 `[N, depth]`. Made of int32 and then cast, because the
 * `wasm` kernel of TF.js 4.22 writes the bits of the integer 1 even when it is asked for floats.
 */
export function oneHotRows(ids: Tensor, depth: number): Tensor2D {
  const flat = reshape(cast(ids, 'int32'), [-1]);
  return reshape(cast(oneHot(flat, depth), 'float32'), [-1, depth]);
}
