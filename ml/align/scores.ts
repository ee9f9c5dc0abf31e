import { type ForwardContext, forward } from '../forward';
import { readOnce } from '../functions/read';
import { createConstants } from '../layers/constants';
import type { Network } from '../network';
import { keep, reshape, type Tensor, type Tensor1D, tensor1d, tensor2d, tidy } from '../tf';

/** What texts are worth to a network that ends in a score head: the score at the last token of each, `[texts]`. Differentiable. */
export const textScores = (
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  texts: readonly ArrayLike<number>[],
  context: ForwardContext = {},
): Tensor1D => reshape(atLastTokens(network, weights, texts, context), [texts.length]);

/** What a network gives at the last token of each text, `[texts, 1, width]`. What stands behind shorter ones is not seen by a network that looks back only. */
export function atLastTokens(
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  texts: readonly ArrayLike<number>[],
  context: ForwardContext = {},
): Tensor {
  const length = Math.max(1, ...texts.map((text) => text.length));
  const ids = new Int32Array(texts.length * length);
  for (const [row, text] of texts.entries()) ids.set(Array.from(text), row * length);
  const places = Int32Array.from(texts, (text, row) => row * length + Math.max(0, text.length - 1));
  const input = tensor2d(ids, [texts.length, length], 'int32');
  return forward(network, weights, input, { ...context, places: tensor1d(places, 'int32') });
}

/** How many texts are scored at once. */
const TOGETHER = 32;

/** The scores of many texts, a few at a time. */
export async function scoreAll(
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  texts: readonly ArrayLike<number>[],
  breathe?: () => Promise<void>,
): Promise<Float32Array> {
  const found = new Float32Array(texts.length);
  const constants = createConstants();
  try {
    for (let first = 0; first < texts.length; first += TOGETHER) {
      const some = texts.slice(first, first + TOGETHER);
      found.set(await readOnce(tidy(() => keep(textScores(network, weights, some, { constants })))), first);
      await breathe?.();
    }
  } finally {
    constants.dispose();
  }
  return found;
}
