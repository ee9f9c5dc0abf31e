import type { Run } from '@/graph';
import { deduplicate as findDuplicates } from '@/ml/text';
import { documentsOf, documentsView, excerpt } from '../../common/documents';
import type { deduplicate } from './node';

/** Pairs that the report shows. */
const SHOWN = 10;

export const run: Run<typeof deduplicate> = async ({ text }, params, context) => {
  const documents = documentsOf(text);
  if (documents.length === 1)
    context.log('warning', 'There is only one document. Let the text source make one of each paragraph or line.');
  const { kept, pairs } = await findDuplicates(documents, {
    ...params,
    seed: context.seed,
    onProgress: async (done, total) => {
      context.progress({ done, total, message: 'comparing' });
      await context.breathe();
    },
  });
  const items = kept.map((index) => documents[index] ?? '');
  context.preview(documentsView(items), 'text');
  const least = [...pairs].sort((a, b) => a.similarity - b.similarity).slice(0, SHOWN);
  return {
    text: { items },
    report: {
      values: [
        { name: 'Kept', value: items.length, unit: 'documents' },
        { name: 'Removed', value: pairs.length, unit: 'documents' },
      ],
      curves: [],
      // The pairs that are least alike: they tell whether the threshold is right.
      notes: least.map(({ kept: first, removed, similarity }) => {
        const [stays, goes] = [excerpt(documents[first] ?? ''), excerpt(documents[removed] ?? '')];
        return `${Math.round(similarity * 100)} % alike. Stays: ${stays} · Goes: ${goes}`;
      }),
    },
  };
};
