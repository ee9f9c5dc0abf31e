import type { Model, RunContext } from '@/graph';
import { unitRows } from '@/ml/retrieval/dense';
import { levelled, spreadOf } from '@/ml/retrieval/level';
import type { Vectorise } from './build';
import { openTextVectors } from './model-vectors';

/** Vectors that a model of the graph makes of passages. @throws NetworkError for a model without a head */
export const modelVectors =
  (model: Model, context: Pick<RunContext, 'breathe' | 'progress' | 'log' | 'backend'>): Vectorise =>
  async (passages) => {
    const open = openTextVectors(model, context);
    try {
      const total = 2 * passages.length;
      const rows = await open.vectorsOf(
        passages.map(({ text }) => text),
        async (done) => {
          context.progress({ done: passages.length + done, total, message: 'making vectors' });
          await context.breathe();
        },
      );
      const width = rows[0]?.length ?? 0;
      const spread = spreadOf(rows, width);
      const vectors = new Float32Array(rows.length * width);
      for (const [place, row] of rows.entries()) vectors.set(levelled(row, spread), place * width);
      return { width, vectors: unitRows(vectors, width), embedding: { by: 'model', model, ...spread } };
    } finally {
      open.close();
    }
  };
