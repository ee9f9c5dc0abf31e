export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A normalizer, pre-tokenizer, post-processor or decoder: its `type` says which, the rest are its settings. */
export type ComponentJson = { readonly type: string; readonly [setting: string]: Json };

export type AddedTokenJson = {
  readonly id: number;
  readonly content: string;
  readonly single_word: boolean;
  readonly lstrip: boolean;
  readonly rstrip: boolean;
  readonly normalized: boolean;
  readonly special: boolean;
};

export type VocabularyJson = { readonly [piece: string]: number };

export type BpeJson = {
  readonly type: 'BPE';
  readonly dropout: number | null;
  readonly unk_token: string | null;
  readonly continuing_subword_prefix: string | null;
  readonly end_of_word_suffix: string | null;
  readonly fuse_unk: boolean;
  readonly byte_fallback: boolean;
  readonly ignore_merges: boolean;
  readonly vocab: VocabularyJson;
  /** `"left right"`, or the pair where a piece holds a space; the earlier, the sooner it is merged. */
  readonly merges: readonly (string | readonly [string, string])[];
};

export type UnigramJson = {
  readonly type: 'Unigram';
  readonly unk_id: number | null;
  readonly byte_fallback: boolean;
  /** Each piece and the logarithm of its probability; the position is the id. */
  readonly vocab: readonly (readonly [string, number])[];
};

export type WordPieceJson = {
  readonly type: 'WordPiece';
  readonly unk_token: string;
  readonly continuing_subword_prefix: string;
  readonly max_input_chars_per_word: number;
  readonly vocab: VocabularyJson;
};

export type WordLevelJson = { readonly type: 'WordLevel'; readonly unk_token: string; readonly vocab: VocabularyJson };

export type ModelJson = BpeJson | UnigramJson | WordPieceJson | WordLevelJson;

/**
 * A tokenizer as a value: the plain `tokenizer.json` of Hugging Face's tokenizers library, so that saving one writes just this.
 * What is absent in old files is filled in by `parseTokenizerJson`.
 */
export type TokenizerJson = {
  readonly version: string;
  readonly truncation: Json;
  readonly padding: Json;
  readonly added_tokens: readonly AddedTokenJson[];
  readonly normalizer: ComponentJson | null;
  readonly pre_tokenizer: ComponentJson | null;
  readonly post_processor: ComponentJson | null;
  readonly decoder: ComponentJson | null;
  readonly model: ModelJson;
};

/** The parts that are the same in every tokenizer learned here: nothing added, nothing normalized, nothing cut off. */
export const PLAIN = {
  version: '1.0',
  truncation: null,
  padding: null,
  added_tokens: [],
  normalizer: null,
  post_processor: null,
} as const;
