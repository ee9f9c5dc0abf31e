import type { Arrays } from '../arrays';
import { type CaptionVocabulary, captionTensor, captionWriter } from '../captions';
import { unit } from '../classify/contrast';
import { runNetwork } from '../forward';
import { readOnce } from '../functions/read';
import { inParts, readFrom } from '../generators/in-parts';
import type { Network } from '../network';
import { keep, type Tensor, tidy } from '../tf';

/** So many pictures or captions go through an encoder together. */
const TOGETHER = 128;

type Weights = Readonly<Record<string, Tensor>>;

/** Where pictures lie in the space of a joint encoder: rows of length 1, `[count, width]`. They are scaled as training saw them. */
export const embedPictures = (
  network: Network,
  weights: Weights,
  scaled: Arrays,
  breathe: () => Promise<void>,
): Promise<Float32Array> =>
  inParts(
    scaled,
    TOGETHER,
    readFrom((input) => unit(runNetwork(network, weights, { input }))),
    breathe,
  );

/** Where captions lie in the same space. */
export async function embedCaptions(
  network: Network,
  weights: Weights,
  vocabulary: CaptionVocabulary,
  captions: readonly string[],
  breathe: () => Promise<void>,
): Promise<Float32Array> {
  const write = captionWriter(vocabulary);
  const parts: Float32Array[] = [];
  for (let from = 0; from < captions.length; from += TOGETHER) {
    const some = captions.slice(from, from + TOGETHER);
    const rows = tidy(() => {
      const caption = captionTensor(write(some));
      return keep(unit(runNetwork(network, weights, { input: caption, caption })));
    });
    parts.push(await readOnce(rows));
    await breathe();
  }
  const all = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
