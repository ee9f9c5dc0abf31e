import { GenloomError, type Hit, type SearchIndex } from '@/graph';
import { BM25_USUAL, type Bm25, bm25Scores } from '@/ml/retrieval/bm25';
import { type OpenVectors, openVectors } from '@/ml/retrieval/dense';
import { FUSION_CONSTANT, fuseRanks } from '@/ml/retrieval/fusion';
import { latentVector } from '@/ml/retrieval/latent-vector';
import { textsWith } from '@/ml/retrieval/postings';
import { matchesIn, termsOf } from '@/ml/retrieval/terms';
import { type Scored, topOf } from '@/ml/retrieval/top';

/** Where to look: which passages have the words of the query, which mean the same, or both rankings joined. */
export type SearchMode = 'words' | 'meaning' | 'both';

export interface SearchOptions {
  /** How many passages are wanted. */
  readonly top: number;
  readonly mode: SearchMode;
  readonly bm25?: Bm25;
  /** The constant of the fusion of both rankings. */
  readonly fusion?: number;
}

/** How far down either ranking is looked when they are joined. */
const DEEP = 100;
/** A word in more passages than this share is not marked: it tells nothing. */
const EVERYWHERE = 0.5;

/**
 * The passages of an index that answer a query best, the best first. Pure: it asks no model. `vector` is what a model of the graph makes of the query, for an
 * index whose vectors are one's; `openSearch` (open.ts) makes it.
 * @throws GenloomError `search.needs-model` where such an index is searched by meaning without it
 */
export function searchIndex(
  index: SearchIndex,
  query: string,
  { top, mode, bm25 = BM25_USUAL, fusion = FUSION_CONSTANT }: SearchOptions,
  vector?: Float32Array,
): Hit[] {
  const { lexical, passages } = index;
  const { numbers, vectors } = openedOf(index);
  const words = termsOf(query, lexical.stems);
  const terms = words.flatMap((word) => numbers.get(word) ?? []);
  const depth = mode === 'both' ? Math.max(top, DEEP) : top;
  const byWords = mode === 'meaning' ? [] : topOf(bm25Scores(lexical, terms, bm25), depth, 0);
  const byMeaning =
    mode === 'words'
      ? []
      : vectors()
          .search(vector ?? queryVector(index, terms), depth)
          .filter(({ score }) => score > 0);
  const found: readonly Scored[] =
    mode === 'words'
      ? byWords
      : mode === 'meaning'
        ? byMeaning
        : fuseRanks([placesOf(byWords), placesOf(byMeaning)], fusion);
  const ranks = { byWords: ranksOf(byWords), byMeaning: ranksOf(byMeaning) };
  const telling = new Set(
    words.filter((word) => {
      const term = numbers.get(word);
      return (
        term !== undefined && (passages.length <= DEEP || textsWith(lexical, term) <= EVERYWHERE * passages.length)
      );
    }),
  );
  return found.slice(0, top).flatMap(({ place, score }): Hit[] => {
    const passage = passages[place];
    if (!passage) return [];
    const [words, meaning] = [ranks.byWords.get(place), ranks.byMeaning.get(place)];
    return [
      {
        passage,
        place,
        score,
        ...(words !== undefined && { byWords: words }),
        ...(meaning !== undefined && { byMeaning: meaning }),
        matches: matchesIn(passage.text, telling, lexical.stems),
      },
    ];
  });
}

function queryVector({ dense: { embedding, width } }: SearchIndex, terms: readonly number[]): Float32Array {
  if (embedding.by === 'latent') return latentVector({ width, ...embedding }, terms);
  throw new GenloomError({
    code: 'search.needs-model',
    title: 'The vectors of this index are made by a model, which is not loaded here.',
    fix: 'Search by words, or index the passages without a model.',
  });
}

interface Opened {
  readonly numbers: ReadonlyMap<string, number>;
  vectors(): OpenVectors;
}

/** What is worked out once of an index: the numbers of its terms, and its vectors made ready. */
const opened = new WeakMap<SearchIndex, Opened>();

function openedOf(index: SearchIndex): Opened {
  const known = opened.get(index);
  if (known) return known;
  let vectors: OpenVectors | null = null;
  const made: Opened = {
    numbers: new Map(index.lexical.terms.map((term, number) => [term, number])),
    vectors: () => (vectors ??= openVectors(index.dense.vectors, index.dense.width)),
  };
  opened.set(index, made);
  return made;
}

const placesOf = (found: readonly Scored[]): number[] => found.map(({ place }) => place);
const ranksOf = (found: readonly Scored[]): ReadonlyMap<number, number> =>
  new Map(found.map(({ place }, rank) => [place, rank + 1]));
