import { layerNorm } from '../functions/norms';
import { NetworkError } from '../network';
import { add, mul, ones, reshape, slice, type Tensor } from '../tf';
import type { LayerContext } from './layer';

/** A vector of each example, `[B, parts · width]`, as so many vectors for all of its tokens, `[B, 1, width]` each. */
export function modulationParts(vector: Tensor, parts: number): readonly Tensor[] {
  const [batch = 0, numbers = 0] = vector.shape;
  const width = numbers / parts;
  return Array.from({ length: parts }, (_, part) =>
    reshape(slice(vector, [0, part * width], [batch, width]), [batch, 1, width]),
  );
}

/** `x · (1 + scale) + shift`: with both 0, as they begin, x itself (Peebles & Xie 2023, section 3.2; Perez et al. 2018, section 7.2). */
export const modulate = (x: Tensor, shift: Tensor, scale: Tensor): Tensor => add(mul(x, add(scale, 1)), shift);

/** Layer norm that learns nothing of its own: a modulation follows. `[…, width]`. */
export function plainNorm(x: Tensor, { constants }: LayerContext): Tensor {
  const width = x.shape.at(-1) ?? 0;
  return layerNorm(
    x,
    constants.get(`ones/${width}`, () => ones([width])),
    undefined,
    1e-6,
  );
}

/** What goes into a layer that is told something: its input, and the vector that tells it. @throws NetworkError where either is missing */
export function toldPair([x, told]: readonly Tensor[]): readonly [x: Tensor, told: Tensor] {
  if (!x || !told) throw new NetworkError('takes an input and what it is told, and lacks one of them.');
  return [x, told];
}
