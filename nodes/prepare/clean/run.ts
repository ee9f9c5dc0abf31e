import { GenloomError, type Run } from '@/graph';
import { cleanDocuments, type Removal } from '@/ml/text';
import { documentsOf, documentsView } from '../../common/documents';
import type { clean } from './node';

export const run: Run<typeof clean> = async ({ text }, params, context) => {
  const documents = documentsOf(text);
  const { kept, removed, changed } = await cleanDocuments(
    documents,
    { ...params, words: params.words.split('\n') },
    {
      onProgress: async (done, total) => {
        context.progress({ done, total, message: 'cleaning' });
        await context.breathe();
      },
    },
  );
  if (kept.length === 0) throw nothingLeft(documents.length, removed);
  context.preview(documentsView(kept), 'text');
  return {
    text: { items: kept },
    report: {
      values: [
        { name: 'Kept', value: kept.length, unit: 'documents' },
        { name: 'Changed', value: changed, unit: 'documents', help: 'Kept, with other characters than before.' },
        { name: 'Removed', value: documents.length - kept.length, unit: 'documents' },
        ...removed.map(({ reason, count }) => ({ name: reason, value: count, unit: 'documents' })),
      ],
      curves: [],
      notes: removed.flatMap(({ reason, examples }) =>
        examples.map(({ text: example, why }) => `${reason} (${why}): ${example}`),
      ),
    },
  };
};

function nothingLeft(count: number, removed: readonly Removal[]): GenloomError {
  const most = [...removed].sort((a, b) => b.count - a.count)[0];
  const example = most?.examples[0];
  return new GenloomError({
    code: 'clean.nothing-left',
    title:
      count === 1
        ? 'The rules removed the only document.'
        : `The rules removed all ${count.toLocaleString('en')} documents.`,
    ...(most && {
      detail: `“${most.reason}” took ${most.count.toLocaleString('en')}${example ? `, one because ${example.why}` : ''}.`,
    }),
    fix: 'Loosen that rule, or let the text source make a document of each paragraph or line.',
  });
}
