import type { Kind } from './kind';
import type { TokenizerValue } from './tokenizer';

/** The text of a dataset as one long sequence of token ids, from which training cuts blocks. */
export interface TokenBlocks {
  readonly ids: Int32Array;
  /** Tokens in one training block (nanoGPT's `block_size`). */
  readonly blockLength: number;
  readonly vocabularySize: number;
  /** Characters of the text that the ids spell: bits per character needs it. */
  readonly characters: number;
  readonly tokenizer: TokenizerValue;
  /** Of conversations: where blocks begin, each going on to the next one's beginning. Of a text they begin anywhere. */
  readonly starts?: Int32Array;
  /** Of conversations: 1 for each token of an answer, which is to be learned, 0 for what is only read. */
  readonly answers?: Uint8Array;
}

/** A sequence of token ids. */
export const tokens: Kind<Int32Array> = { name: 'tokens', of: [], title: 'Tokens', phrase: 'tokens', family: 'data' };
