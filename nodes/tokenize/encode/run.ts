import { GenloomError, type Run, type RunContext, type TokenBlocks, type TokenizerValue } from '@/graph';
import { type Codec, codecOf, tokensView } from '../../common/codec';
import { documentsOf } from '../../common/documents';
import type { encode } from './node';

/** Characters that are encoded between two breaths. */
const STRETCH = 50_000;

export const run: Run<typeof encode> = async ({ text, tokenizer }, params, context) => {
  const { blockLength, validation: share, separator } = params;
  const whole = documentsOf(text).join(separator);
  const place = wholeCharacters(whole, Math.floor(whole.length * (1 - share)));
  const codec = codecOf(tokenizer);
  const beginning = whole.slice(0, wholeCharacters(whole, STRETCH));
  if (codec.decode(codec.encode(beginning)) !== beginning)
    context.log(
      'warning',
      'The tokenizer does not give this text back as it was: characters that it does not know are lost or replaced.',
    );

  const encodePart = async (from: number, to: number): Promise<TokenBlocks> => ({
    ids: await encodeText(codec, tokenizer, whole, from, to, context),
    blockLength,
    vocabularySize: codec.vocabularySize,
    characters: countCharacters(whole, from, to),
    tokenizer,
  });
  const training = await encodePart(0, place);
  const validation = await encodePart(place, whole.length);
  if (training.ids.length <= blockLength)
    throw new GenloomError({
      code: 'tokens.too-few',
      title: `The text gives ${training.ids.length.toLocaleString('en')} tokens, and a block of ${blockLength} needs ${blockLength + 1}.`,
      fix: 'Give a longer text, or set shorter blocks.',
    });
  if (share > 0 && validation.ids.length <= blockLength)
    context.log(
      'warning',
      `Only ${validation.ids.length} tokens are put aside, less than one block: they cannot be measured on.`,
    );
  for (const [port, { ids, characters }] of Object.entries({ training, validation })) {
    if (ids.length === 0) continue;
    const from = port === 'training' ? 0 : place;
    const perToken = (characters / ids.length).toFixed(2);
    const caption = `${ids.length.toLocaleString('en')} tokens · ${perToken} characters each`;
    context.preview(tokensView(codec, whole.slice(from, from + 2_000), { caption }), port);
  }
  return { training, validation };
};

/** Encodes a part of a text, a stretch at a time; the ids are those of encoding it at once. */
async function encodeText(
  codec: Codec,
  tokenizer: TokenizerValue,
  text: string,
  from: number,
  to: number,
  { breathe, progress }: RunContext,
): Promise<Int32Array> {
  const parts: Int32Array[] = [];
  let length = 0;
  for (let start = from; start < to; ) {
    const end = tokenizer.normalizer ? to : stretchEnd(text, start, to);
    const ids = codec.encode(text.slice(start, end));
    parts.push(ids);
    length += ids.length;
    start = end;
    progress({ done: end, total: text.length, message: 'encoding' });
    await breathe();
  }
  const all = new Int32Array(length);
  let place = 0;
  for (const part of parts) {
    all.set(part, place);
    place += part.length;
  }
  return all;
}

/**
 * Where a stretch may end without changing a token: before a single space between two words, where tokenizers begin a new word anyway. A text
 * without such places stays whole.
 */
function stretchEnd(text: string, start: number, to: number): number {
  for (let end = start + STRETCH; end < to - 1; end++)
    if (text[end] === ' ' && isWordSign(text[end - 1]) && isWordSign(text[end + 1])) return end;
  return to;
}

const isWordSign = (sign: string | undefined): boolean => sign !== undefined && /[\p{L}\p{N}]/u.test(sign);

/** A place that parts no surrogate pair. */
function wholeCharacters(text: string, place: number): number {
  const code = text.charCodeAt(place);
  return place > 0 && code >= 0xdc00 && code < 0xe000 ? place - 1 : place;
}

/** Unicode code points. */
function countCharacters(text: string, from: number, to: number): number {
  let count = to - from;
  for (let place = from; place < to; place++) {
    const code = text.charCodeAt(place);
    if (code >= 0xdc00 && code < 0xe000) count -= 1;
  }
  return count;
}
