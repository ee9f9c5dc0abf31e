import type { Json } from '../json';
import type { Kind } from './kind';

/** A tokenizer is its Hugging Face `tokenizer.json`, as it would stand in the file. */
export type TokenizerValue = { readonly [key: string]: Json };

export const tokenizer: Kind<TokenizerValue> = {
  name: 'tokenizer',
  of: [],
  title: 'Tokenizer',
  phrase: 'a tokenizer',
  family: 'value',
};

/** The number of ids a tokenizer can give: one more than the highest id in its vocabulary and its added tokens. */
export function vocabularySizeOf(value: TokenizerValue): number {
  let highest = -1;
  const model = value.model;
  if (typeof model === 'object' && model !== null && 'vocab' in model) {
    const vocabulary = model.vocab;
    if (Array.isArray(vocabulary)) highest = vocabulary.length - 1;
    else if (typeof vocabulary === 'object' && vocabulary !== null)
      for (const id of Object.values(vocabulary)) if (typeof id === 'number' && id > highest) highest = id;
  }
  if (Array.isArray(value.added_tokens))
    for (const added of value.added_tokens)
      if (typeof added === 'object' && added !== null && typeof added.id === 'number' && added.id > highest)
        highest = added.id;
  return highest + 1;
}
