import { wellFormed } from '../bytes';
import { TokenizerError } from '../error';
import { GPT2_WORDS } from '../pipeline/pre-tokenizers';
import type { createReporter } from './progress';

/** The different words of a text and how often each occurs, in the order of first occurrence. */
export type WordCounts = ReadonlyMap<string, number>;

/** Progress is looked at every so many words. */
const STRIDE = 8_192;

/** Counts the words of texts, cut as GPT-2 does. @throws TokenizerError `tokenizer.no-text` when there is nothing to learn from */
export async function countWords(
  texts: readonly string[],
  report: ReturnType<typeof createReporter>,
  share: number,
): Promise<WordCounts> {
  const counts = new Map<string, number>();
  const total = texts.reduce((sum, text) => sum + text.length, 0);
  let done = 0;
  let words = 0;
  for (const text of texts) {
    for (const { 0: word, index } of wellFormed(text).matchAll(GPT2_WORDS)) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
      if (++words % STRIDE === 0) await report(share * ((done + index) / total), 1);
    }
    done += text.length;
  }
  if (counts.size === 0) throw noText();
  return counts;
}

/** For texts without a character. */
export function noText(): TokenizerError {
  return new TokenizerError(
    'tokenizer.no-text',
    'There is no text to learn a tokenizer from.',
    'All documents are empty.',
    'Connect a text source, and look whether cleaning removed all of it.',
  );
}
