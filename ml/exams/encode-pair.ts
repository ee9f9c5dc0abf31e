import { withoutLastSpaces } from '../metrics/text/words';

/** Ids of what is read, and of what is scored after it. */
export interface EncodedPair {
  readonly context: readonly number[];
  readonly continuation: readonly number[];
}

/**
 * Cuts a text into what is read and what is scored, as the harness’s `_encode_pair` does: spaces at the end of the context
 * go to the continuation; the whole is encoded, and what comes after as many tokens as the context has alone is scored.
 * `prefix` stands before every text, and is all of the context where that is empty (then `lead` if there is no prefix).
 */
export function encodePair(
  encode: (text: string) => ArrayLike<number>,
  context: string,
  continuation: string,
  { prefix = [], lead }: { readonly prefix?: readonly number[]; readonly lead?: number } = {},
): EncodedPair {
  const read = withoutLastSpaces(context);
  const scored = context.slice(read.length) + continuation;
  const whole = [...prefix, ...Array.from(encode(read + scored))];
  const length = read === '' ? prefix.length : prefix.length + encode(read).length;
  if (length > 0) return { context: whole.slice(0, length), continuation: whole.slice(length) };
  // With nothing to read there is nothing to predict the first token from; the end of a text before it stands in for that.
  return lead === undefined || whole[0] === lead
    ? { context: whole.slice(0, 1), continuation: whole.slice(1) }
    : { context: [lead], continuation: whole };
}
