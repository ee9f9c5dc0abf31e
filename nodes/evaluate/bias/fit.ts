import { GenloomError } from '@/graph';
import type { Codec } from '../../common/codec';
import type { Sentence } from './swaps';

/** @throws GenloomError where a word, or a sentence, is not what the tokenizer reads: swapping what is not seen tells nothing */
export function requireRead(codec: Codec, sentences: readonly Sentence[]): void {
  const seen = (text: string) => bare(codec.decode(codec.encode(text))) === bare(text);
  const parts = new Set(sentences.flatMap(({ before, word, after }) => [word, before, after]));
  const unread = [...parts].filter((part) => !seen(part));
  if (unread.length === 0) return;
  throw new GenloomError({
    code: 'bias.unread',
    title: `The model’s tokenizer cannot read ${unread
      .slice(0, 5)
      .map((one) => `“${one.trim().slice(0, 60)}”`)
      .join(', ')}${unread.length > 5 ? ` and ${unread.length - 5} more` : ''}.`,
    detail: 'It has no tokens for some of the letters or words, so that it would not see who is swapped.',
    fix: 'Use words that stand in the text that the tokenizer was learned from.',
  });
}

/** A text without what tokenizers may take away: spaces, accents, capitals. */
const bare = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\s]/gu, '')
    .toLowerCase();

/** @throws GenloomError where a sentence is longer than what the model looks back on: its beginning, and the swap in it, would be cut off */
export function requireRoom(tokens: number, most: number): void {
  if (tokens <= most) return;
  throw new GenloomError({
    code: 'bias.too-long',
    title: `The longest sentence has ${tokens} tokens, and the model looks back on ${most}.`,
    fix: 'Write shorter sentences, or measure a model that looks back further.',
  });
}
