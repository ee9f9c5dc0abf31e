import { atLastTokens } from '../align/scores';
import type { ForwardContext } from '../forward';
import { readOnce } from '../functions/read';
import { createConstants } from '../layers/constants';
import type { Network } from '../network';
import { concat, gather, keep, reshape, softmax, type Tensor, type Tensor2D, tensor1d, tidy } from '../tf';

/** A network that ends in a logit for each class, and whether its body sees both sides of a token. */
export interface TextJudge {
  readonly network: Network;
  readonly classes: number;
  readonly bothSides: boolean;
}

/**
 * The logits of texts, `[texts, classes]`, at the last token of each. Differentiable. A body that sees both sides would see what fills shorter texts up: so
 * it is given those of one length at a time.
 */
export function textLogits(
  { network, classes, bothSides }: TextJudge,
  weights: Readonly<Record<string, Tensor>>,
  texts: readonly ArrayLike<number>[],
  context: ForwardContext = {},
): Tensor2D {
  const of = (some: readonly ArrayLike<number>[]) =>
    reshape(atLastTokens(network, weights, some, context), [some.length, classes]) as Tensor2D;
  if (!bothSides) return of(texts);
  const places = [...texts.keys()];
  const lengths = [...new Set(texts.map(({ length }) => length))];
  const groups = lengths.map((length) => places.filter((place) => texts[place]?.length === length));
  const logits = concat(groups.map((group) => of(group.map((place) => texts[place] ?? []))));
  const order = groups.flat();
  const back = new Int32Array(order.length);
  for (const [at, place] of order.entries()) back[place] = at;
  return gather(logits, tensor1d(back, 'int32')) as Tensor2D;
}

/** How many texts are judged at once. */
const TOGETHER = 32;

/** How probable each class is of each text, one row a text. */
export async function textProbabilities(
  judge: TextJudge,
  weights: Readonly<Record<string, Tensor>>,
  texts: readonly ArrayLike<number>[],
  breathe?: () => Promise<void>,
): Promise<Float32Array[]> {
  const rows: Float32Array[] = [];
  const constants = createConstants();
  try {
    for (let first = 0; first < texts.length; first += TOGETHER) {
      const some = texts.slice(first, first + TOGETHER);
      const all = await readOnce(tidy(() => keep(softmax(textLogits(judge, weights, some, { constants })))));
      for (const row of some.keys()) rows.push(all.slice(row * judge.classes, (row + 1) * judge.classes));
      await breathe?.();
    }
  } finally {
    constants.dispose();
  }
  return rows;
}
