import { type Arrays, sliceArrays } from '../arrays';
import { readOnce } from '../functions/read';
import { keep, type Tensor, tensor, tidy } from '../tf';

/** What becomes of many items, so many together, so that memory holds and a worker hears that it should stop; after each part it is told how many are done. */
export async function inParts(
  items: Arrays,
  together: number,
  of: (part: Arrays) => Promise<Float32Array>,
  breathe?: (done: number) => Promise<void>,
): Promise<Float32Array> {
  const parts: Float32Array[] = [];
  for (let from = 0; from < items.count; from += together) {
    const part = sliceArrays(items, from, together);
    parts.push(await of(part));
    await breathe?.(from + part.count);
  }
  const all = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** What tensors make of the items of a part, as the numbers that they come to. */
export const readFrom =
  (make: (x: Tensor, part: Arrays) => Tensor) =>
  (part: Arrays): Promise<Float32Array> =>
    readOnce(tidy(() => keep(make(tensor(part.data, [part.count, ...part.shape]), part))));
