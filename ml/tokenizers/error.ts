import { ToldError } from '../told-error';

/** What a tokenizer file, or a text to learn one from, has that cannot be used. The fields are what the page shows. */
export class TokenizerError extends ToldError<`tokenizer.${string}`> {
  override readonly name = 'TokenizerError';
}

/** For a part of a `tokenizer.json` that this house does not compute. */
export function unsupported(part: string, name: string): TokenizerError {
  return new TokenizerError(
    'tokenizer.unsupported',
    `This tokenizer uses a ${part} that is not supported here: ${name}.`,
    'Its ids would differ from those the model was trained with, so it is not loaded at all.',
    'Choose another tokenizer.json (byte-level BPE, unigram and WordPiece are read), or learn one from your text.',
  );
}

/** For a file that is no `tokenizer.json`, or a damaged one. */
export function malformed(detail: string): TokenizerError {
  return new TokenizerError(
    'tokenizer.malformed',
    'This is not a tokenizer.json that can be read.',
    detail,
    'Give the file that Hugging Face’s tokenizers library writes, usually named tokenizer.json.',
  );
}
