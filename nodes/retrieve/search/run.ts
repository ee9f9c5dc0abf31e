import { type Found, hitsView, type Run } from '@/graph';
import { friendly } from '../../common/friendly';
import { openSearch } from '../../common/retrieval/open';
import { queriesOf } from '../queries';
import type { searchDocuments } from './node';

/** Queries between two looks at how far it is. */
const TOGETHER = 16;

export const run: Run<typeof searchDocuments> = async ({ index, queries: wired }, params, context) => {
  const queries = queriesOf(wired, params.query);
  const { top, mode, k1, b, fusion } = params;
  const open = openSearch(index, context);
  const found: Found[] = [];
  try {
    for (let first = 0; first < queries.length; first += TOGETHER) {
      const some = queries.slice(first, first + TOGETHER);
      const hits = await open.search(some, { top, mode, bm25: { k1, b }, fusion });
      found.push(...some.map((query, place) => ({ query, hits: hits[place] ?? [] })));
      context.progress({ done: found.length, total: queries.length });
      context.preview(hitsView({ found }), 'hits');
    }
  } catch (thrown) {
    throw friendly(thrown);
  } finally {
    open.close();
  }
  return { hits: { found } };
};
