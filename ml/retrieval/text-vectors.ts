import { forward } from '../forward';
import { readOnce } from '../functions/read';
import { createConstants } from '../layers/constants';
import { type Network, NetworkError } from '../network';
import { div, expandDims, keep, mul, sum, type Tensor, tensor2d, tidy } from '../tf';

/** A network over tokens that ends in a vector for each, and whether it sees both sides of a token. */
export interface TextEncoder {
  readonly network: Network;
  readonly bothSides: boolean;
}

/** A language model without its head: what it makes of each token, `[B, T, width]`. @throws NetworkError where it has no head */
export function bodyOf(network: Network): Network {
  const head = network.operations.find(({ id }) => id === network.output);
  const below = network.operations.find(({ id }) => id === head?.inputs[0]);
  if (head?.layer !== 'language-head' || !below)
    throw new NetworkError('does not end in a language-model head.', network.output);
  return { ...network, operations: network.operations.filter(({ id }) => id !== head.id), output: below.id };
}

/** How many texts go through at once, and how many tokens of them. */
const TOGETHER = 32;
const MOST_TOKENS = 4_096;

/**
 * What a network makes of texts, the mean over the tokens of each: `[texts, width]` (Reimers & Gurevych 2019, section 3). Where it sees both sides of a token
 * it would see what fills shorter texts up, so it is given those of one length at a time.
 */
export async function textVectors(
  { network, bothSides }: TextEncoder,
  weights: Readonly<Record<string, Tensor>>,
  texts: readonly (readonly number[])[],
  breathe: (done: number) => Promise<void>,
): Promise<Float32Array[]> {
  const vectors = new Array<Float32Array>(texts.length);
  const constants = createConstants();
  let done = 0;
  try {
    for (const group of groupsOf(texts, bothSides)) {
      const some = group.map((place) => texts[place] ?? []);
      const means = await readOnce(tidy(() => keep(meansOf(network, weights, some, { constants }))));
      const width = means.length / group.length;
      for (const [row, place] of group.entries()) vectors[place] = means.slice(row * width, (row + 1) * width);
      done += group.length;
      await breathe(done);
    }
  } finally {
    constants.dispose();
  }
  return vectors;
}

function meansOf(
  network: Network,
  weights: Readonly<Record<string, Tensor>>,
  texts: readonly (readonly number[])[],
  context: Parameters<typeof forward>[3],
): Tensor {
  const length = Math.max(1, ...texts.map((text) => text.length));
  const ids = new Int32Array(texts.length * length);
  const there = new Float32Array(texts.length * length);
  for (const [row, text] of texts.entries()) {
    ids.set(text, row * length);
    there.fill(1, row * length, row * length + Math.max(1, text.length));
  }
  const states = forward(network, weights, tensor2d(ids, [texts.length, length], 'int32'), context); // (B, T, C)
  const mask = tensor2d(there, [texts.length, length]);
  return div(sum(mul(states, expandDims(mask, 2)), 1), sum(mask, 1, true));
}

/** Places of texts of about one length, or of exactly one. */
function groupsOf(texts: readonly (readonly number[])[], exactly: boolean): number[][] {
  const lengthOf = (place: number) => texts[place]?.length ?? 0;
  const groups: number[][] = [];
  for (const place of [...texts.keys()].sort((a, b) => lengthOf(a) - lengthOf(b))) {
    const last = groups.at(-1);
    const first = last?.[0];
    const room = last !== undefined && last.length < TOGETHER && (last.length + 1) * lengthOf(place) <= MOST_TOKENS;
    if (room && first !== undefined && (!exactly || lengthOf(first) === lengthOf(place))) last.push(place);
    else groups.push([place]);
  }
  return groups;
}
