import { type Arrays, sliceArrays } from '../arrays';
import { runNetwork } from '../forward';
import { readOnce } from '../functions/read';
import type { Network } from '../network';
import { reshape, softmax, type Tensor, tensor, tidy } from '../tf';

/** Items that go through the network together. */
const TOGETHER = 250;

/** How likely a classifier takes each class to be, of items scaled as its training saw them: rows of `[classes]`. */
export async function probabilitiesOf(
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  items: Arrays,
  breathe: () => Promise<void>,
): Promise<Arrays> {
  const parts: Float32Array[] = [];
  for (let from = 0; from < items.count; from += TOGETHER) {
    const some = sliceArrays(items, from, TOGETHER);
    const probabilities = tidy(() => {
      const input = tensor(some.data, [some.count, ...some.shape]);
      return softmax(reshape(runNetwork(network, weights, { input }), [some.count, -1]));
    });
    parts.push(await readOnce(probabilities));
    await breathe();
  }
  const data = new Float32Array(parts.reduce((size, part) => size + part.length, 0));
  let end = 0;
  for (const part of parts) {
    data.set(part, end);
    end += part.length;
  }
  return { shape: [items.count === 0 ? 0 : data.length / items.count], count: items.count, data };
}
