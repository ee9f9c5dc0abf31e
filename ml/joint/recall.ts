import { openVectors } from '../retrieval/dense';

/** How often what belongs to a query is among the first that are found. */
export interface Recall {
  /** Queries, each with one that belongs to it, or several. */
  readonly count: number;
  /** Of each query, the place of the first that belongs to it, from 1. */
  readonly ranks: readonly number[];
  /** The share of queries that find one within so many places, 0 to 1. */
  at(places: number): number;
}

/**
 * Ranks all of `others [M, width]` for each row of `queries [N, width]` by their cosines, rows of length 1 both, and tells at which place the first stands
 * that belongs to the query (recall@K, as cross-modal retrieval is measured since Karpathy & Fei-Fei 2015).
 */
export function recallOf(
  queries: Float32Array,
  others: Float32Array,
  width: number,
  belongs: (query: number, other: number) => boolean,
): Recall {
  const open = openVectors(others, width);
  const count = queries.length / width;
  const rows = others.length / width;
  const ranks = Array.from({ length: count }, (_, query) => {
    const found = open.search(queries.subarray(query * width, (query + 1) * width), rows);
    const place = found.findIndex((other) => belongs(query, other.place));
    return place < 0 ? Number.POSITIVE_INFINITY : place + 1;
  });
  return { count, ranks, at: (places) => ranks.filter((rank) => rank <= places).length / Math.max(1, count) };
}
