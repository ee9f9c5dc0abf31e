import type { Hit, RunContext, SearchIndex } from '@/graph';
import { unitRows } from '@/ml/retrieval/dense';
import { levelled } from '@/ml/retrieval/level';
import { openTextVectors } from './model-vectors';
import { type SearchOptions, searchIndex } from './search';

/** An index that is ready for many queries: where its vectors are a model's, that is on the device until it is closed. */
export interface OpenSearch {
  /** What is found for each query, in their order. */
  search(queries: readonly string[], options: SearchOptions): Promise<Hit[][]>;
  close(): void;
}

/** Makes an index ready. Close it in any case: a step that leaves tensors behind fails. */
export function openSearch(index: SearchIndex, context: Pick<RunContext, 'log' | 'backend' | 'breathe'>): OpenSearch {
  const { embedding, width } = index.dense;
  const model = embedding.by === 'model' ? openTextVectors(embedding.model, context) : null;
  return {
    async search(queries, options) {
      const rows =
        model && options.mode !== 'words' ? await model.vectorsOf(queries, () => context.breathe()) : undefined;
      const found: Hit[][] = [];
      for (const [place, query] of queries.entries()) {
        const row = rows?.[place];
        const vector = row && embedding.by === 'model' ? unitRows(levelled(row, embedding), width) : undefined;
        found.push(searchIndex(index, query, options, vector));
        await context.breathe();
      }
      return found;
    },
    close: () => model?.close(),
  };
}
