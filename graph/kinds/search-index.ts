import type { Kind } from './kind';
import type { Model } from './model';
import type { Passage } from './passages';

/** Which words are in which passages: an inverted index, whose columns are passages. */
export interface LexicalIndex {
  /** English words without their endings (Porter 1980), or words as they are. */
  readonly stems: 'english' | 'none';
  /** Each term once; its number is its place. */
  readonly terms: readonly string[];
  /** `terms + 1`: term `t` stands in the passages at `starts[t]` to before `starts[t + 1]` of the two below. */
  readonly starts: Uint32Array;
  readonly passages: Uint32Array;
  /** How often it stands there. */
  readonly frequencies: Uint32Array;
  /** Terms of each passage. */
  readonly lengths: Uint32Array;
}

/** Where vectors come from: what a query has to go through too. */
export type Embedding =
  /** Latent semantic analysis of the passages themselves (Deerwester et al. 1990). */
  | {
      readonly by: 'latent';
      /** What each term counts; 0 where it is too rare or too common to tell of meaning. */
      readonly weights: Float32Array;
      /** `[terms, width]` */
      readonly projection: Float32Array;
    }
  /** A model of the graph: the mean over tokens of what stands below its head, less `mean` and times `scale`, number by number. */
  | { readonly by: 'model'; readonly model: Model; readonly mean: Float32Array; readonly scale: Float32Array };

export interface DenseIndex {
  readonly width: number;
  /** `[passages, width]`, each of length 1, or all 0 where nothing is known of a passage. */
  readonly vectors: Float32Array;
  readonly embedding: Embedding;
}

/** Passages that can be searched by their words and by their meaning. */
export interface SearchIndex {
  readonly passages: readonly Passage[];
  readonly lexical: LexicalIndex;
  readonly dense: DenseIndex;
}

export const searchIndex: Kind<SearchIndex> = {
  name: 'index',
  of: [],
  title: 'Search index',
  phrase: 'an index to search in',
  family: 'value',
};
