import { GenloomError, type Preferences, type RunContext } from '@/graph';
import { createRandom } from '@/ml/random';
import type { Codec } from '../../common/codec';
import { answeredIds } from './answers';

/** A pair as ids, with the text of its prompt. */
export interface IdPair {
  readonly text: string;
  readonly prompt: ArrayLike<number>;
  readonly chosen: ArrayLike<number>;
  readonly rejected: ArrayLike<number>;
}

/**
 * Pairs as ids, some of them put aside: the same ones for the same seed. Both answers stand behind the same prompt.
 * @throws GenloomError `preferences.too-few`
 */
export function idPairs(
  { pairs }: Preferences,
  codec: Codec,
  blockLength: number,
  { heldOut, endAnswers }: { readonly heldOut: number; readonly endAnswers: boolean },
  { seed, log }: Pick<RunContext, 'seed' | 'log'>,
): { readonly training: readonly IdPair[]; readonly held: readonly IdPair[] } {
  const endId = endAnswers ? codec.endIds[0] : undefined;
  let [cut, unread] = [0, 0];
  const read = pairs.flatMap(({ prompt, chosen, rejected }): IdPair[] => {
    const [good, bad] = [chosen, rejected].map((answer) => answeredIds(codec, prompt, answer, blockLength, endId));
    if (!good || !bad || good.answer.length === 0 || bad.answer.length === 0) {
      unread += 1;
      return [];
    }
    if (good.cut || bad.cut) cut += 1;
    const shorter = good.prompt.length <= bad.prompt.length ? good.prompt : bad.prompt;
    return [{ text: prompt, prompt: shorter, chosen: good.answer, rejected: bad.answer }];
  });
  if (cut > 0)
    log(
      'warning',
      `${cut.toLocaleString('en')} pairs are longer than the ${blockLength} tokens that the model sees, and are cut.`,
    );
  if (unread > 0)
    log('warning', `${unread.toLocaleString('en')} pairs are left out: the tokenizer knows no character of an answer.`);
  if (read.length < 2)
    throw new GenloomError({
      code: 'preferences.too-few',
      title: read.length === 1 ? 'There is one pair to learn from.' : 'There are no pairs to learn from.',
      fix: 'Give more preferences.',
    });
  const order = createRandom(`${seed}/held-out`).shuffle(read.map((_, index) => index));
  const aside = new Set(order.slice(0, Math.min(read.length - 1, Math.round(heldOut * read.length))));
  return {
    training: read.filter((_, index) => !aside.has(index)),
    held: read.filter((_, index) => aside.has(index)),
  };
}
